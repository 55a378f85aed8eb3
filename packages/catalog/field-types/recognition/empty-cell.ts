import { foldText } from "./fold-text.ts";

const placeholders = new Set([
  "null",
  "nil",
  "none",
  "n/a",
  "na",
  "#n/a",
  "#null!",
  "nan",
  "undefined",
  "无",
  "無",
  "暂无",
  "暫無",
  "空",
  "未填",
  "未填写",
  "\\n",
  "(null)",
  "(empty)",
  "<null>",
]);

/** Whether a cell holds nothing: blank, dashes or a placeholder such as `-`, `NULL`, `N/A`, `无`. */
export function isEmptyCell(text: string): boolean {
  if (text.length > 24) return isBlank(text);
  const folded = foldText(text);
  return folded === "" || /^[-–—_/\\.·*]+$/.test(folded) || placeholders.has(folded.toLowerCase());
}

/** Whether nothing visible stands there. */
export function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  if ((first > 0x20 && first < 0x7f) || (first >= 0x4e00 && first <= 0x9fff)) return false; // nearly every value
  return foldText(text) === "";
}
