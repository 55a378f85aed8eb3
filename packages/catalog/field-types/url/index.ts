import { accept, type FieldType, refuse } from "../../field-type.ts";
import { concealed } from "../mask.ts";
import { foldText } from "../recognition/fold-text.ts";

const maxLength = 2000;

/** A web address with its scheme; `https://` is added when there is none. Only http and https. */
export const url: FieldType = {
  id: "url",
  sqlType: () => "text",
  parse: (input) => {
    if (typeof input !== "string" || input.length > maxLength * 2) return refuse("INVALID_URL");
    const folded = foldText(input).replaceAll("。", ".");
    const scheme = /^([a-z][a-z0-9+.-]*):(?!\d)/i.exec(folded)?.[1]?.toLowerCase();
    if (scheme && scheme !== "http" && scheme !== "https") return refuse("INVALID_URL");
    const value = scheme ? folded.replace(/^https?:\/*/i, `${scheme}://`) : `https://${folded.replace(/^\/+/, "")}`;
    if (/[\s<>"\\^`{|}\p{Cc}]/u.test(value) || !URL.canParse(value)) return refuse("INVALID_URL");
    const { hostname, username } = new URL(value);
    if (username !== "" || !(hostname.includes(".") || hostname === "localhost" || hostname.startsWith("["))) return refuse("INVALID_URL");
    if (value.length > maxLength) return refuse("TOO_LONG", { max: maxLength });
    return accept(value.replace(/^(https?:\/\/)([^/?#]+)/, (_, start: string, host: string) => start + host.toLowerCase()));
  },
  encode: (value) => value as string,
  operators: ["eq", "ne", "in", "nin", "contains", "starts", "empty"],
  isSortable: true,
  searchText: (value) => [(value as string).replace(/^https?:\/\//, "")],
  mask: (value) => `${(value as string).split("//")[0]}//${concealed}`,
  schema: () => ({ type: "string", format: "uri", maxLength }),
  inputSchema: () => ({ type: "string", maxLength, examples: ["www.example.cn"] }),
  toCell: (value) => value as string,
  example: () => "https://www.example.cn/about",
};
