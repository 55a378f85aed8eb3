import { accept, type FieldType, refuse } from "../../field-type.ts";
import { concealed } from "../mask.ts";
import { foldText } from "../recognition/fold-text.ts";

const yes = new Set(["true", "t", "yes", "y", "1", "on", "是", "对", "對", "有", "真", "√", "✓", "✔", "☑", "✅", "v"]);
const no = new Set(["false", "f", "no", "n", "0", "off", "否", "不是", "不", "无", "無", "错", "錯", "没有", "假", "×", "✗", "✘", "✕", "❌", "☐", "x"]);

export const boolean: FieldType = {
  id: "boolean",
  sqlType: () => "boolean",
  parse: (input) => {
    if (typeof input === "boolean") return accept(input);
    if (typeof input !== "string" && typeof input !== "number") return refuse("INVALID_BOOLEAN");
    const word = foldText(String(input)).toLowerCase().replaceAll("\ufe0f", "");
    return yes.has(word) ? accept(true) : no.has(word) ? accept(false) : refuse("INVALID_BOOLEAN");
  },
  encode: (value) => (value ? "t" : "f"),
  operators: ["eq", "ne", "empty"],
  isSortable: true,
  isGroupable: true,
  mask: () => concealed,
  schema: () => ({ type: "boolean" }),
  inputSchema: () => ({ anyOf: [{ type: "boolean" }, { type: "string", maxLength: 16, examples: ["是", "no"] }, { type: "integer", minimum: 0, maximum: 1 }] }),
  toCell: (value, _field, env) => (env.locale === "en" ? (value ? "Yes" : "No") : value ? "是" : "否"),
  example: () => true,
};
