import i18next from "i18next";
import { formatDate } from "../../format/date.ts";
import { preferences } from "../../preferences/preferences.ts";
import { nextStart, type Period } from "./group-field.ts";

/** 2026 年 5 月, 2026 年第 2 季度, 2026-05-11 – 2026-05-17. */
export function periodText(start: string, period: Period): string {
  const [year = "", month = ""] = start.split("-");
  if (period === "year") return i18next.t("list.group.year", { year });
  if (period === "quarter") return i18next.t("list.group.quarter", { year, quarter: Math.ceil(Number(month) / 3) });
  if (period === "month") return i18next.t("list.group.month", { year, month: preferences().locale === "en" ? monthName(month) : Number(month) });
  if (period === "day") return formatDate(start.slice(0, 10));
  const end = new Date(Date.parse(`${nextStart(start, "week")}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return `${formatDate(start.slice(0, 10))} – ${formatDate(end)}`;
}

function monthName(month: string): string {
  return new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" }).format(new Date(`2000-${month}-01T00:00:00Z`));
}
