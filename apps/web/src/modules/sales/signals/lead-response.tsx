import { useTranslation } from "react-i18next";
import type { ApiRecord } from "../../../api/types.ts";
import { Icon } from "../../../icons/icon.tsx";
import { lengthOf, minutesSince } from "./working-length.ts";
import "./signals.css";

/** Within an hour is what people who ask somewhere expect. */
const prompt = 60;
const late = 24 * 60;

/** How long a lead waited for its first answer, or waits. */
export default function LeadResponse({ record }: { record: ApiRecord }) {
  const { t } = useTranslation();
  if (record.response_minutes === undefined && record.first_response_at === undefined) return null;
  if (record.first_response_at) {
    const minutes = Number(record.response_minutes ?? 0);
    const { unit, count } = lengthOf(minutes);
    return (
      <span className={`k-signal ${minutes <= prompt ? "is-jade" : "is-gray"}`} title={t("sales.response.working")}>
        <Icon name="check" size={14} />
        {minutes < 1 ? t("sales.response.atOnce") : t("sales.response.answered", { length: t(`sales.response.${unit}`, { count }) })}
      </span>
    );
  }
  if (record.status !== "new" && record.status !== "contacting") return null;
  const waited = minutesSince(String(record.created_at));
  const days = Math.floor(waited / 1440);
  const length =
    days > 0
      ? t("sales.response.days", { count: days })
      : waited >= 60
        ? t("sales.response.hours", { count: Math.floor(waited / 60) })
        : waited >= 1
          ? t("sales.response.minutes", { count: waited })
          : t("sales.response.underMinute");
  return (
    <span className={`k-signal ${waited > late ? "is-red" : waited > prompt ? "is-amber" : "is-blue"}`}>
      <Icon name="history" size={14} />
      {t("sales.response.waiting", { length })}
    </span>
  );
}
