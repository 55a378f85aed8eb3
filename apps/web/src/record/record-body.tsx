import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ApiRecord, ObjectInfo } from "../api/types.ts";
import { useMedia } from "../preferences/use-media.ts";
import { BoneRows } from "../shell/page-skeleton.tsx";
import { useAfterPaint } from "../shell/use-after-paint.ts";
import { Facts } from "./facts/facts.tsx";
import { NextStep } from "./next/next-step.tsx";
import { RecordParts } from "./record-parts.tsx";
import { RelatedLists } from "./related/related-lists.tsx";
import { TeamPanel } from "./team-panel.tsx";
import { Timeline } from "./timeline/timeline.tsx";
import { useSettled } from "./use-settled.tsx";

type Part = "timeline" | "facts" | "related";
const parts: readonly Part[] = ["timeline", "facts", "related"];

/** Facts left, what happens in the middle, neighbours right, both at once as soon as they are whole; on narrow screens one at a time, what happens first. */
export function RecordBody({ object, record, waiting }: { object: ObjectInfo; record: ApiRecord; waiting: Record<string, unknown> | null }) {
  const { t } = useTranslation();
  // paper has no tabs to press, however narrow it is
  const isOneColumn = useMedia("screen and (max-width: 959px)");
  const [part, setPart] = useState<Part>("timeline");
  const isPainted = useAfterPaint();
  const isSettled = useSettled(isPainted);
  const settling = isSettled ? "" : " is-settling";
  const isShown = (p: Part) => !isOneColumn || part === p;
  return (
    <>
      {isOneColumn ? (
        <nav className="k-tabs" aria-label={t("record.parts.label")}>
          {parts.map((p) => (
            <button
              key={p}
              type="button"
              className={`k-tab${p === part ? " is-current" : ""}`}
              aria-current={p === part ? "true" : undefined}
              onClick={() => setPart(p)}
            >
              {t(`record.parts.${p}`)}
            </button>
          ))}
        </nav>
      ) : null}
      <div className="k-record">
        {isShown("facts") ? (
          <div className="k-record-column is-facts">
            <RecordParts object={object} record={record} place="facts" />
            <Facts object={object} record={record} waiting={waiting} />
          </div>
        ) : null}
        {isShown("timeline") ? (
          <div className={`k-record-column is-middle${settling}`}>
            {isSettled ? null : <Outline rows={6} />}
            {isPainted ? (
              <>
                <NextStep object={object} record={record} />
                <RecordParts object={object} record={record} place="middle" />
                <Timeline object={object} record={record} />
              </>
            ) : null}
          </div>
        ) : null}
        {isShown("related") ? (
          <div className={`k-record-column is-related${settling}`}>
            {isSettled ? null : <Outline rows={4} />}
            {isPainted ? (
              <>
                <RecordParts object={object} record={record} place="related" />
                <RelatedLists object={object} record={record} />
                <TeamPanel object={object} record={record} />
              </>
            ) : null}
          </div>
        ) : null}
      </div>
    </>
  );
}

/** Stands for a column until all of it can be shown at once. */
function Outline({ rows }: { rows: number }) {
  return (
    <div className="k-panel k-column-outline" aria-hidden="true">
      <BoneRows count={rows} />
    </div>
  );
}
