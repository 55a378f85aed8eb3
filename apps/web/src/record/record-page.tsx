import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Suspense, useEffect, useMemo } from "react";
import { labelOf, titleOf, useObjectAt } from "../api/catalog.ts";
import { isProblem } from "../api/problem.ts";
import { noteRecent } from "../api/recents.ts";
import type { ApiRecord, ObjectInfo } from "../api/types.ts";
import { KeptDrafts } from "../outbox/kept-drafts.tsx";
import { useOutbox, waitingValues } from "../outbox/outbox.ts";
import { lazyReady } from "../shell/lazy-ready.ts";
import { ObjectGone } from "../shell/object-gone.tsx";
import { PageSkeleton } from "../shell/page-skeleton.tsx";
import { RouteError } from "../shell/route-error.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { ChangedNotice } from "./changed-notice.tsx";
import { recordDrafts } from "./drafts.ts";
import { GoneNotice } from "./gone/gone-notice.tsx";
import { useGone } from "./gone/use-gone.ts";
import { KeyFacts } from "./head/key-facts.tsx";
import { RecordHead } from "./head/record-head.tsx";
import { readyForOffline } from "./ready-offline.ts";
import { RecordBody } from "./record-body.tsx";
import { knownTitle, recordQuery } from "./record-query.ts";
import { RecordSkeleton } from "./record-skeleton.tsx";
import { asNamedFor } from "./stages/own-names.ts";
import { StagePath } from "./stages/stage-path.tsx";
import { useAllowed } from "./use-allowed.ts";

import "./record.css";

const RecordDrawer = lazyReady(() => import("../form/record-drawer.tsx"));
const route = getRouteApi("/shell/o/$path/$id");

export function RecordPage() {
  const { path, id } = route.useParams();
  const { object, isLooking, gone } = useObjectAt(path);
  if (isLooking) return <PageSkeleton />;
  if (object?.can.read) return <OneRecord key={id} object={object} id={id} />;
  return <ObjectGone object={gone}>{gone ? <KeptDrafts object={gone} under={recordDrafts(id)} /> : null}</ObjectGone>;
}

/** A right taken away is noticed at the next look at the latest. */
const lookAgain = 20_000;

function OneRecord({ object, id }: { object: ObjectInfo; id: string }) {
  const { data, error } = useQuery({ ...recordQuery(object, id), refetchInterval: lookAgain });
  const { gone, forget } = useGone(object, id, data !== undefined, isProblem(error) && [403, 404].includes(error.status));
  usePageTitle(data && !gone ? titleOf(data, object) : labelOf(object.label));
  const isShown = data !== undefined && !gone;
  useEffect(() => {
    if (isShown) noteRecent(object.name, id);
  }, [isShown, object.name, id]);
  if (gone) return <GoneNotice object={object} id={id} gone={gone} onBack={forget} />;
  if (error && !data) return <RouteError error={error} />;
  if (!data) return <RecordSkeleton title={knownTitle(object, id)} />;
  return <Shown object={object} stored={data} />;
}

function Shown({ object: whole, stored }: { object: ObjectInfo; stored: ApiRecord }) {
  const allowed = useAllowed(whole, stored);
  const object = useMemo(() => asNamedFor(allowed, stored), [allowed, stored]);
  const { edit } = route.useSearch();
  useEffect(() => readyForOffline(), []);
  const navigate = route.useNavigate();
  const waiting = waitingValues(useOutbox(), stored.id);
  const record = waiting ? { ...stored, ...waiting } : stored;
  return (
    <div className="k-page k-record-page">
      <RecordHead object={object} record={record} onEdit={() => void navigate({ search: { edit: true } })} />
      <KeyFacts object={object} record={record} />
      <StagePath object={object} record={record} />
      <ChangedNotice object={object} id={stored.id} />
      <RecordBody object={object} record={record} waiting={waiting} />
      {edit && object.can.update ? (
        <Suspense fallback={null}>
          <RecordDrawer object={object} record={record} onClose={() => void navigate({ search: {}, replace: true })} onSaved={() => undefined} />
        </Suspense>
      ) : null}
    </div>
  );
}
