import { InputNumber, Segmented, Select } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { KeptPicker } from "../date/kept-picker.tsx";
import { isLastOfMonth, isLastWeek, nthOf, type Rule, ruleOn } from "./rule.ts";
import { ruleWords, weekdayName } from "./words.ts";
import "./rule-editor.css";

interface Props {
  rule: Rule;
  /** The day it begins on. */
  day: string;
  onChange: (rule: Rule) => void;
}

/** Every how many days, weeks, months or years, on which days, and until when. */
export default function RuleEditor({ rule, day, onChange }: Props) {
  const { t } = useTranslation();
  const set = (patch: Partial<Rule>) => onChange({ ...rule, ...patch });
  return (
    <fieldset className="k-rule">
      <legend className="k-visually-hidden">{t("calendar.repeat.own")}</legend>
      <div className="k-rule-line">
        <span>{t("calendar.repeat.every.label")}</span>
        <InputNumber
          controls={false}
          aria-label={t("calendar.repeat.interval")}
          min={1}
          max={999}
          precision={0}
          value={rule.interval}
          onChange={(n) => set({ interval: n ?? 1 })}
          style={{ width: 68 }}
        />
        <Select
          aria-label={t("calendar.repeat.unit")}
          value={rule.frequency}
          onChange={(frequency) => onChange({ ...ruleOn(frequency, day), interval: rule.interval, count: rule.count, until: rule.until })}
          options={(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const).map((value) => ({ value, label: t(`calendar.repeat.units.${value}`) }))}
          style={{ width: 96 }}
        />
      </div>
      {rule.frequency === "WEEKLY" ? <Weekdays rule={rule} set={set} /> : null}
      {rule.frequency === "MONTHLY" ? <MonthChoice rule={rule} day={day} set={set} /> : null}
      <Ending rule={rule} day={day} set={set} />
      <p className="k-muted" aria-live="polite">
        {ruleWords(rule)}
      </p>
    </fieldset>
  );
}

function Weekdays({ rule, set }: { rule: Rule; set: (patch: Partial<Rule>) => void }) {
  const { t } = useTranslation();
  const chosen = new Set(rule.weekdays.map((w) => w.day));
  const toggle = (day: number) => {
    const next = chosen.has(day) ? [...chosen].filter((d) => d !== day) : [...chosen, day];
    if (next.length) set({ weekdays: next.sort((a, b) => a - b).map((d) => ({ day: d, nth: null })) });
  };
  return (
    <fieldset className="k-rule-line">
      <legend className="k-visually-hidden">{t("calendar.repeat.weekdays")}</legend>
      {[0, 1, 2, 3, 4, 5, 6].map((day) => (
        <button
          key={day}
          type="button"
          className={`k-rule-day${chosen.has(day) ? " is-on" : ""}`}
          aria-pressed={chosen.has(day)}
          aria-label={weekdayName(day, "long")}
          onClick={() => toggle(day)}
        >
          {weekdayName(day, "narrow")}
        </button>
      ))}
    </fieldset>
  );
}

function MonthChoice({ rule, day, set }: { rule: Rule; day: string; set: (patch: Partial<Rule>) => void }) {
  const { t } = useTranslation();
  const base = { ...rule, count: null, until: null, interval: 1 };
  const choices: Rule[] = [
    { ...base, monthDays: [Number(day.slice(8))], weekdays: [] },
    ...(isLastOfMonth(day) ? [{ ...base, monthDays: [-1], weekdays: [] }] : []),
    { ...base, monthDays: [], weekdays: [nthOf(day)] },
    ...(isLastWeek(day) ? [{ ...base, monthDays: [], weekdays: [{ day: nthOf(day).day, nth: -1 }] }] : []),
  ];
  const keyOf = (r: Rule) => JSON.stringify([r.monthDays, r.weekdays]);
  const all = choices.some((c) => keyOf(c) === keyOf(rule)) ? choices : [base, ...choices];
  return (
    <Select
      aria-label={t("calendar.repeat.monthChoice")}
      value={keyOf(rule)}
      onChange={(key) => {
        const picked = all.find((c) => keyOf(c) === key);
        if (picked) set({ monthDays: picked.monthDays, weekdays: picked.weekdays });
      }}
      options={all.map((c) => ({ value: keyOf(c), label: ruleWords(c) }))}
    />
  );
}

type End = "never" | "count" | "until";

function Ending({ rule, day, set }: { rule: Rule; day: string; set: (patch: Partial<Rule>) => void }) {
  const { t } = useTranslation();
  const end: End = rule.count !== null ? "count" : rule.until !== null ? "until" : "never";
  const change = (next: End) => set({ count: next === "count" ? 10 : null, until: next === "until" ? dayjs(day).add(3, "month").format("YYYY-MM-DD") : null });
  return (
    <div className="k-rule-line">
      <span>{t("calendar.repeat.ends.label")}</span>
      <Segmented<End>
        size="small"
        aria-label={t("calendar.repeat.ends.label")}
        value={end}
        onChange={change}
        options={(["never", "count", "until"] as const).map((value) => ({ value, label: t(`calendar.repeat.ends.${value}`) }))}
      />
      {end === "count" ? (
        <InputNumber
          controls={false}
          aria-label={t("calendar.repeat.ends.count")}
          min={1}
          max={999}
          precision={0}
          value={rule.count}
          onChange={(count) => set({ count: count ?? 1 })}
          style={{ width: 76 }}
        />
      ) : null}
      {end === "until" ? (
        <KeptPicker
          aria-label={t("calendar.repeat.ends.until")}
          value={dayjs(rule.until)}
          minDate={dayjs(day)}
          allowClear={false}
          onChange={(picked) => (picked ? set({ until: picked.format("YYYY-MM-DD") }) : undefined)}
        />
      ) : null}
    </div>
  );
}
