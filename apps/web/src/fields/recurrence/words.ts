import i18next from "i18next";
import { formatDate } from "../../format/date.ts";
import { type Rule, readRule } from "./rule.ts";

/** A rule as people say it: 每周一、三，共 10 次. Text that is no rule stays as it is. */
export function recurrenceWords(text: unknown): string {
  const rule = readRule(text);
  return rule ? ruleWords(rule) : String(text ?? "");
}

export function ruleWords(rule: Rule): string {
  const { t } = i18next;
  const words = [everyWords(rule), onWords(rule)].filter(Boolean).join(isEnglish() ? " " : rule.interval > 1 ? "的" : "");
  const ends =
    rule.count !== null ? t("calendar.repeat.times", { count: rule.count }) : rule.until ? t("calendar.repeat.until", { day: formatDate(rule.until) }) : "";
  return [words, ends].filter(Boolean).join(isEnglish() ? ", " : "，");
}

const isEnglish = (): boolean => i18next.language === "en";

function everyWords({ frequency, interval, weekdays }: Rule): string {
  if (interval === 1 && isWorkdays(weekdays)) return i18next.t("calendar.repeat.workdays");
  return interval === 1 ? i18next.t(`calendar.repeat.every.${frequency}`) : i18next.t(`calendar.repeat.everyMany.${frequency}`, { count: interval });
}

function isWorkdays(weekdays: Rule["weekdays"]): boolean {
  return weekdays.length === 5 && weekdays.every((w) => w.nth === null && w.day < 5);
}

function onWords(rule: Rule): string {
  const { t } = i18next;
  if (rule.frequency === "WEEKLY") {
    if (rule.weekdays.length === 0 || (rule.interval === 1 && isWorkdays(rule.weekdays))) return "";
    const style = isEnglish() ? "long" : "narrow";
    const list = rule.weekdays.map((w) => weekdayName(w.day, style));
    if (isEnglish()) return t("calendar.repeat.onDays", { days: new Intl.ListFormat("en").format(list) });
    return `${rule.interval > 1 ? "周" : ""}${list.join("、")}`;
  }
  const month = rule.months.length ? rule.months.map((m) => monthName(m)).join(isEnglish() ? " and " : "、") : "";
  if (rule.weekdays.length) {
    const days = rule.weekdays.map((w) => t(`calendar.repeat.nth.${w.nth ?? 1}`, { weekday: weekdayName(w.day, isEnglish() ? "long" : "short") }));
    return month
      ? t("calendar.repeat.monthAnd", { month, on: days.join(isEnglish() ? " and " : "、") })
      : t("calendar.repeat.on", { on: days.join(isEnglish() ? " and " : "、") });
  }
  if (rule.monthDays.length === 0) return "";
  const days = rule.monthDays.map((d) =>
    d > 0 ? t("calendar.repeat.day", { day: d }) : d === -1 ? t("calendar.repeat.lastDay") : t("calendar.repeat.dayFromEnd", { day: -d }),
  );
  const on = days.join(isEnglish() ? " and " : "、");
  return month ? t("calendar.repeat.monthAnd", { month, on }) : t("calendar.repeat.on", { on });
}

/** 0 Monday … 6 Sunday, in the reader's language. */
export function weekdayName(day: number, style: "narrow" | "short" | "long"): string {
  return new Intl.DateTimeFormat(i18next.language, { weekday: style, timeZone: "UTC" }).format(new Date(Date.UTC(2024, 0, 1 + day)));
}

/** November, 11月: Chinese writes dates in figures, not 十一月. */
function monthName(month: number): string {
  return new Intl.DateTimeFormat(i18next.language, { month: isEnglish() ? "long" : "short", timeZone: "UTC" }).format(new Date(Date.UTC(2024, month - 1, 1)));
}
