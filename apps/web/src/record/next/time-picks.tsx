import { useTranslation } from "react-i18next";
import { KeptPicker } from "../../fields/date/kept-picker.tsx";
import { fromWallClock, toWallClock } from "../../fields/date/picker.ts";
import { formatDateTime } from "../../format/date.ts";
import { quickTimes } from "../../format/quick-times.ts";
import { preferences } from "../../preferences/preferences.ts";
import "./next-step.css";

/** A moment to come, in the words people use, or by the calendar. */
export default function TimePicks({ value, onChange, isInline = false }: { value: string | null; onChange: (at: string | null) => void; isInline?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={`k-time-picks${isInline ? " is-inline" : ""}`}>
      <div className="k-time-words">
        {quickTimes(new Date(), preferences().timeZone).map(({ key, at }, i) => (
          <button
            key={key}
            type="button"
            className={`k-chip${at === value ? " is-on" : ""}`}
            aria-pressed={at === value}
            {...(i === 0 && !isInline ? { "data-begin": true } : {})}
            title={formatDateTime(at)}
            onClick={() => onChange(at === value && isInline ? null : at)}
          >
            {t(`record.times.${key}`)}
          </button>
        ))}
      </div>
      <KeptPicker
        aria-label={t("record.times.pick")}
        placeholder={t("record.times.pick")}
        value={toWallClock(value)}
        onChange={(d) => onChange(fromWallClock(d))}
        minuteStep={15}
      />
    </div>
  );
}
