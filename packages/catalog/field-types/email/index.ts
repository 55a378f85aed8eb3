import { accept, type FieldType, refuse } from "../../field-type.ts";
import { concealed } from "../mask.ts";
import { foldText } from "../recognition/fold-text.ts";

const maxLength = 254; // RFC 5321 §4.5.3.1.3 less the angle brackets
const address = /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{0,61}[\p{L}\p{N}]$/u;

/** An e-mail address in lower case. Takes `Name <a@b.cn>`, `mailto:`, full-width signs. */
export const email: FieldType = {
  id: "email",
  sqlType: () => "text",
  parse: (input) => {
    if (typeof input !== "string" || input.length > 1000) return refuse("INVALID_EMAIL");
    const folded = foldText(input).toLowerCase();
    const bare = (/<([^<>]+)>$/.exec(folded)?.[1] ?? folded)
      .replace(/^mailto:/, "")
      .replace(/[.,;，；。、]+$/, "")
      .trim();
    const value = bare.replaceAll(/\s*@\s*/g, "@").replace(/@.*$/, (domain) => domain.replaceAll("。", "."));
    if (value.length > maxLength || !address.test(value) || value.startsWith(".") || value.includes("..") || value.includes(".@"))
      return refuse("INVALID_EMAIL");
    return accept(value);
  },
  encode: (value) => value as string,
  operators: ["eq", "ne", "in", "nin", "contains", "starts", "empty"],
  isSortable: true,
  isGroupable: true,
  searchText: (value) => [value as string],
  mask: (value) => {
    const [local = "", domain = ""] = (value as string).split("@");
    return `${local.length > 1 ? [...local][0] : ""}${concealed}@${domain}`;
  },
  schema: () => ({ type: "string", format: "email", maxLength }),
  inputSchema: () => ({ type: "string", maxLength: 1000, examples: ["info@example.cn"] }),
  toCell: (value) => value as string,
  example: () => "info@example.cn",
};
