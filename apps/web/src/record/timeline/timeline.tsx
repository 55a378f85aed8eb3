import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../api/catalog.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import { dayOf, formatDay } from "../../format/date.ts";
import { useOutbox } from "../../outbox/outbox.ts";
import { BoneRows } from "../../shell/page-skeleton.tsx";
import { linkFrom, prefill } from "../relations.ts";
import { ActivityEvent } from "./activity-event.tsx";
import { Composer } from "./composer.tsx";
import { byDay, ofActivity, type Shown, type TimelineEntry } from "./entries.ts";
import { HistoryEvent } from "./history-event.tsx";
import { EventEvent, TaskEvent } from "./planned-events.tsx";
import { useTimeline } from "./use-timeline.ts";
import "./timeline.css";

/** Everything that happened, in one line of time: what people did, planned and changed. */
export function Timeline({ object, record }: { object: ObjectInfo; record: ApiRecord }) {
  const { t } = useTranslation();
  const catalog = useCatalog();
  const [shown, setShown] = useState<Shown>("all");
  const timeline = useTimeline(object, record, shown);
  const link = linkFrom(catalog, "activity", object);
  const outbox = useOutbox();
  const waiting =
    link && (shown === "all" || shown === "activity")
      ? outbox
          .filter((e) => e.kind === "create" && e.object === link.object.name && e.values[link.field] === record.id)
          .map((e): TimelineEntry => ({ ...ofActivity({ happened_at: e.at, ...e.values, id: e.recordId }), isWaiting: true }) as TimelineEntry)
          .filter((e) => !timeline.entries.some((other) => other.key === e.key))
      : [];
  const days = byDay(
    [...waiting, ...timeline.entries].sort((a, b) => b.at - a.at),
    dayOf,
  );
  return (
    <section className="k-panel is-padded" aria-label={t("record.timeline.title")}>
      {link?.object.can.create ? <Composer activity={link.object} about={prefill(link, object, record)} recordId={record.id} /> : null}
      <div className="k-timeline-filter" role="group" aria-label={t("record.timeline.filter")}>
        {timeline.kinds.map((kind) => (
          <button key={kind} type="button" aria-pressed={kind === shown} onClick={() => setShown(kind)}>
            {t(`record.timeline.shown.${kind}`)}
          </button>
        ))}
      </div>
      {timeline.isLoading && days.length === 0 ? <BoneRows count={5} /> : null}
      {timeline.error ? <p className="k-error">{(timeline.error as Error).message}</p> : null}
      {!timeline.isLoading && days.length === 0 ? <p className="k-muted k-timeline-none">{t(`record.timeline.none.${shown}`)}</p> : null}
      {days.map(([day, entries]) => (
        <section key={day} className="k-day" aria-label={formatDay(day)}>
          <h3>{formatDay(day)}</h3>
          <ol className="k-timeline">
            {entries.map((entry) => (
              <Entry key={entry.key} entry={entry} object={object} />
            ))}
          </ol>
        </section>
      ))}
      {timeline.hasMore ? <More isBusy={timeline.isLoadingMore} onMore={timeline.loadMore} /> : null}
    </section>
  );
}

function Entry({ entry, object }: { entry: TimelineEntry; object: ObjectInfo }) {
  const { byName } = useCatalog();
  const own = entry.kind === "history" ? object : byName.get(entry.kind);
  if (!own) return null;
  if (entry.kind === "history") return <HistoryEvent entry={entry.entry} object={own} />;
  if (entry.kind === "task") return <TaskEvent task={entry.record} object={own} />;
  if (entry.kind === "event") return <EventEvent event={entry.record} object={own} />;
  return <ActivityEvent activity={entry.record} object={own} isWaiting={entry.isWaiting ?? false} />;
}

/** Loads the earlier ones when it comes near the view; a button for those who do not scroll. */
function More({ isBusy, onMore }: { isBusy: boolean; onMore: () => void }) {
  const { t } = useTranslation();
  const end = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  latest.current = onMore;
  useEffect(() => {
    const element = end.current;
    if (!element || isBusy) return;
    const observer = new IntersectionObserver((seen) => seen.some((s) => s.isIntersecting) && latest.current(), { rootMargin: "400px" });
    observer.observe(element);
    return () => observer.disconnect();
  }, [isBusy]);
  return (
    <div ref={end}>
      {isBusy ? (
        <BoneRows count={2} />
      ) : (
        <button type="button" className="k-link-button" onClick={onMore}>
          {t("record.timeline.earlier")}
        </button>
      )}
    </div>
  );
}
