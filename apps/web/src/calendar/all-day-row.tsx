import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isBar } from "./entry.ts";
import { EntryChip } from "./entry-chip.tsx";
import { type Handlers, placeOf } from "./handlers.ts";
import { type Bar, hiddenCounts, layoutRow } from "./layout.ts";
import type { TimeColumn } from "./time-column.ts";

const fewest = 3;

/** What lasts whole days, above the hours; many are folded. */
export function AllDayRow({ columns, handlers, isPeople }: { columns: readonly TimeColumn[]; handlers: Handlers; isPeople: boolean }) {
  const { t } = useTranslation();
  const [isUnfolded, setUnfolded] = useState(false);
  const bars = isPeople ? columns.flatMap((c, i) => layoutRow(c.entries.filter(isBar), [c.day]).map((bar) => ({ ...bar, from: i, to: i }))) : weekBars(columns);
  const most = Math.max(0, ...bars.map((b) => b.lane + 1));
  const lanes = isUnfolded ? most : Math.min(most, fewest);
  const hidden = hiddenCounts(bars, columns.length, lanes).reduce((sum, n) => sum + n, 0);
  return (
    <div className="k-time-days">
      <div className="k-time-corner">
        {hidden > 0 || (isUnfolded && most > fewest) ? (
          <button type="button" className="k-link-button" aria-expanded={isUnfolded} onClick={() => setUnfolded(!isUnfolded)}>
            {isUnfolded ? t("calendar.less") : `+${hidden}`}
          </button>
        ) : (
          <span>{t("calendar.allDay")}</span>
        )}
      </div>
      <div className="k-time-lanes" style={{ gridTemplateRows: `repeat(${Math.max(1, lanes)}, 24px)` }}>
        {handlers.create
          ? columns.map((c, i) => (
              <button
                key={c.key}
                type="button"
                className="k-time-day"
                tabIndex={-1}
                aria-label={t("calendar.newAllDay", { day: c.label })}
                style={{ gridColumn: i + 1 }}
                onClick={(event) =>
                  handlers.create?.({ firstDay: c.day, lastDay: c.day, isAllDay: true, start: 0, end: 1440 }, placeOf(event.currentTarget), c.userId)
                }
              />
            ))
          : null}
        {bars
          .filter((bar) => bar.lane < lanes)
          .map((bar) => (
            <EntryChip
              key={`${bar.entry.key}:${bar.from}`}
              entry={bar.entry}
              color={handlers.colorOf(bar.entry)}
              shape="line"
              className={barClass(bar)}
              style={{ gridColumn: `${bar.from + 1} / ${bar.to + 2}`, gridRow: bar.lane + 1 }}
              onOpen={(entry, element) => handlers.open(entry, placeOf(element))}
              onRemove={handlers.remove}
            />
          ))}
      </div>
    </div>
  );
}

function weekBars(columns: readonly TimeColumn[]): Bar[] {
  const entries = new Map(columns.flatMap((c) => c.entries.filter(isBar)).map((e) => [e.key, e]));
  return layoutRow(
    [...entries.values()],
    columns.map((c) => c.day),
  );
}

export function barClass(bar: Bar): string {
  return [bar.isContinued ? "is-continued" : "", bar.continues ? "continues" : ""].filter(Boolean).join(" ");
}
