import { getRouteApi } from "@tanstack/react-router";
import { Suspense, useMemo, useRef, useState } from "react";
import { fieldOf, labelOf, useObjectAt } from "../api/catalog.ts";
import type { ObjectInfo } from "../api/types.ts";
import { KeptDrafts } from "../outbox/kept-drafts.tsx";
import { newFormDraft } from "../record/drafts.ts";
import { ObjectGone } from "../shell/object-gone.tsx";
import { PageSkeleton } from "../shell/page-skeleton.tsx";
import { useShortcuts } from "../shell/shortcuts.ts";
import { usePageTitle } from "../shell/use-page-title.ts";
import { useBinColumns } from "./bin/bin-columns.ts";
import { BinNote } from "./bin/bin-note.tsx";
import { type Columns, storedColumns, useColumns } from "./columns/columns.ts";
import { TableView } from "./grid/table-view.tsx";
import { parseGroup } from "./grouping/group-field.ts";
import { ListEmpty } from "./list-empty.tsx";
import { ListHeader } from "./list-header.tsx";
import { ListToolbar, type OpenPart } from "./list-toolbar.tsx";
import { NewRecord } from "./new-record.tsx";
import { listParameters } from "./rows/list-parameters.ts";
import { listKey } from "./rows/rows-query.ts";
import { useTotal } from "./rows/use-total.ts";
import { SelectionBar } from "./selection/selection-bar.tsx";
import { useSelection } from "./selection/use-selection.ts";
import { useListState } from "./use-list-state.ts";
import { useFocusOfNextView } from "./views/focus-view.ts";
import { kinds } from "./views/view-kinds.ts";
import { ViewTabs } from "./views/view-tabs.tsx";
import "./list.css";

const route = getRouteApi("/shell/o/$path");

export function ListPage() {
  const { path } = route.useParams();
  const { object, isLooking, gone } = useObjectAt(path);
  if (isLooking) return <PageSkeleton />;
  if (object?.can.read) return <List key={object.name} object={object} />;
  return <ObjectGone object={gone}>{gone ? <KeptDrafts object={gone} under={newFormDraft(gone.name)} /> : null}</ObjectGone>;
}

function List({ object }: { object: ObjectInfo }) {
  usePageTitle(labelOf(object.plural_label));
  const state = useListState(object);
  const { query, search, change, view } = state;
  const own = useColumns(object, view);
  const bin = useBinColumns(object);
  const columns: Columns = query.deleted ? bin : own;
  const fields = useMemo(() => columns.columns.map((c) => c.field), [columns.columns]);
  const names = fields.map((f) => f.name).join();
  const parameters = useMemo(
    () =>
      listParameters(
        query,
        names.split(",").flatMap((n) => fieldOf(object, n) ?? []),
        object,
      ),
    [query, names, object],
  );
  const kind = kinds.find((k) => k.kind === query.kind && k.fits(object) && !query.deleted) ?? kinds[0];
  const focusNextView = useFocusOfNextView(kind?.kind);
  const isTable = !kind?.View;
  const isGrouped = !query.deleted && parseGroup(object, query.group) !== undefined;
  const { total, error, isSettled } = useTotal(object.path, parameters, isTable && !isGrouped ? listKey(parameters, undefined) : null);
  const selection = useSelection(JSON.stringify([query.scene, query.q, query.filter, query.deleted, query.kind]));
  const searchBox = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState<OpenPart>(null);
  useShortcuts("list", [
    { keys: "/", labelKey: "list.keys.search", run: () => searchBox.current?.focus() },
    { keys: "f", labelKey: "list.keys.filter", run: () => setOpen("filter") },
    { keys: "c", labelKey: "list.keys.columns", run: () => setOpen("columns") },
    { keys: "n", labelKey: "list.keys.new", run: () => object.can.create && !query.deleted && change({ new: {} }) },
    { keys: "v", labelKey: "list.keys.kind", run: () => nextKind() },
  ]);
  const nextKind = () => {
    const fitting = kinds.filter((k) => k.fits(object));
    const next = fitting[(fitting.findIndex((k) => k.kind === kind?.kind) + 1) % fitting.length];
    focusNextView();
    change({ kind: next?.kind === "table" ? undefined : next?.kind });
  };
  const isFiltered = Boolean(query.q || query.filter || (query.scene && query.scene !== "all"));
  const Other = kind?.View;
  if (state.isLoading) return <PageSkeleton />;
  return (
    <div className="k-page is-fixed k-list">
      <ListHeader object={object} query={query} total={total} change={change} />
      {query.deleted ? (
        <BinNote object={object} total={total} />
      ) : (
        <ViewTabs object={object} state={state} total={total} isSettled={isSettled} columns={storedColumns(columns.columns)} />
      )}
      <ListToolbar object={object} state={state} columns={columns} searchRef={searchBox} open={open} setOpen={setOpen} />
      {Other ? (
        <Suspense fallback={<PageSkeleton />}>
          <Other object={object} search={query} parameters={parameters} change={change} />
        </Suspense>
      ) : total === 0 && !error ? (
        <ListEmpty object={object} query={query} isFiltered={isFiltered} change={change} />
      ) : (
        <TableView
          object={object}
          search={query}
          parameters={parameters}
          change={change}
          columns={columns}
          selection={selection}
          total={total}
          isSettled={isSettled}
        />
      )}
      {isTable ? <SelectionBar object={object} selection={selection} query={query} parameters={parameters} total={total} /> : null}
      <NewRecord object={object} initial={search.new} onClose={() => change({ new: undefined })} />
    </div>
  );
}
