import i18next from "i18next";
import { labelOf } from "../api/catalog.ts";
import type { BoardColumn } from "./board-columns.ts";
import type { Verdict } from "./move-rules.ts";

/** 初步接洽; records without a value stand under 未填写. */
export function labelOfColumn(column: BoardColumn | undefined): string {
  return column ? labelOf(column.label) || i18next.t("board.withoutValue") : "";
}

/** Why a card may not go to a column, in a sentence. */
export function reasonAgainst(reason: Extract<Verdict, { kind: "refused" }>["reason"], from: BoardColumn | undefined, to: BoardColumn): string {
  return i18next.t(`board.refused.${reason}`, { from: labelOfColumn(from), to: labelOfColumn(to) });
}
