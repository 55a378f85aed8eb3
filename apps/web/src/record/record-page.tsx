import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf, titleOf, useObjectAt } from "../api/catalog.ts";
import type { ApiRecord, ObjectInfo } from "../api/types.ts";
import { useMedia } from "../preferences/use-media.ts";
import { NotFound } from "../shell/not-found.tsx";
import { PageSkeleton } from "../shell/page-skeleton.tsx";
import { RouteError } from "../shell/route-error.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { ChangedNotice } from "./changed-notice.tsx";
import { Facts } from "./facts/facts.tsx";
import { RecordHeader } from "./record-header.tsx";
import { RecordParts } from "./record-parts.tsx";
import { recordQuery } from "./record-query.ts";
import { RelatedLists } from "./related-lists.tsx";
import { StatePath } from "./state-path.tsx";
import { TeamPanel } from "./team-panel.tsx";
import { Timeline } from "./timeline/timeline.tsx";
import "./record.css";

const RecordDrawer = lazy(() => import("../form/record-drawer.tsx"));
const route = getRouteApi("/shell/o/$path/$id");

export function RecordPage() {
  const { path, id } = route.useParams();
  const { object, isLooking } = useObjectAt(path);
  if (isLooking) return <PageSkeleton />;
  return object?.can.read ? <OneRecord key={id} object={object} id={id} /> : <NotFound />;
}

function OneRecord({ object, id }: { object: ObjectInfo; id: string }) {
  const { edit } = route.useSearch();
  const navigate = route.useNavigate();
  const { data: record, error } = useQuery(recordQuery(object, id));
  usePageTitle(record ? titleOf(record, object) : labelOf(object.label));
  if (error && !record) return <RouteError error={error} />;
  if (!record) return <PageSkeleton />;
  return (
    <div className="k-page">
      <RecordHeader object={object} record={record} onEdit={() => void navigate({ search: { edit: true } })} />
      <StatePath object={object} record={record} />
      <ChangedNotice object={object} id={id} />
      <RecordBody object={object} record={record} />
      {edit && object.can.update ? (
        <Suspense fallback={null}>
          <RecordDrawer object={object} record={record} onClose={() => void navigate({ search: {}, replace: true })} onSaved={() => undefined} />
        </Suspense>
      ) : null}
    </div>
  );
}

type Part = "facts" | "timeline" | "related";

function RecordBody({ object, record }: { object: ObjectInfo; record: ApiRecord }) {
  const { t } = useTranslation();
  const isOneColumn = useMedia("(max-width: 959px)");
  const [part, setPart] = useState<Part>("facts");
  const isShown = (p: Part) => !isOneColumn || part === p;
  return (
    <>
      {isOneColumn ? (
        <nav className="k-tabs" aria-label={t("record.parts.label")}>
          {(["facts", "timeline", "related"] as const).map((p) => (
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
          <div className="k-record-column">
            <RecordParts object={object} record={record} place="facts" />
            <Facts object={object} record={record} />
          </div>
        ) : null}
        {isShown("timeline") ? (
          <div className="k-record-column">
            <RecordParts object={object} record={record} place="middle" />
            <Timeline object={object} record={record} />
          </div>
        ) : null}
        {isShown("related") ? (
          <div className="k-record-column">
            <RecordParts object={object} record={record} place="related" />
            <RelatedLists object={object} record={record} />
            <TeamPanel object={object} record={record} />
          </div>
        ) : null}
      </div>
    </>
  );
}
