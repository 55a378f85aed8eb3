import type { CellProps } from "../field-module.ts";
import { plainText } from "./mentions.ts";
import { FoldedText } from "./rich-text.tsx";
import "./rich-text.css";

export const width = 260;

export function Cell({ value, isDense }: CellProps) {
  // a cell shows one line: ten thousand characters of it help nobody
  return isDense ? <bdi>{plainText(String(value).slice(0, 400))}</bdi> : <FoldedText text={String(value)} />;
}
