import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { labelOf, useObjectAt } from "../api/catalog.ts";
import { useMe } from "../api/me.ts";
import type { ObjectInfo } from "../api/types.ts";
import { NotFound } from "../shell/not-found.tsx";
import { PageSkeleton } from "../shell/page-skeleton.tsx";
import { usePageTitle } from "../shell/use-page-title.ts";
import { useColumns } from "./columns.ts";
import { ListEmpty } from "./list-empty.tsx";
import { ListHeader } from "./list-header.tsx";
import type { ListSearch } from "./list-search.ts";
import { ListToolbar } from "./list-toolbar.tsx";
import { NewRecord } from "./new-record.tsx";
import { RecordGrid } from "./record-grid.tsx";
import { SceneTabs } from "./scene-tabs.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { listParameters, useRows } from "./use-rows.ts";
import { useSelection } from "./use-selection.ts";
import "./list.css";

const route = getRouteApi("/shell/o/$path");

export function ListPage() {
  const { path } = route.useParams();
  const { object, isLooking } = useObjectAt(path);
  if (isLooking) return <PageSkeleton />;
  return object?.can.read ? <List key={object.name} object={object} /> : <NotFound />;
}

function List({ object }: { object: ObjectInfo }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const me = useMe();
  usePageTitle(labelOf(object.plural_label));
  const { columns, setColumns } = useColumns(object, me.id);
  const parameters = useMemo(() => listParameters(search, columns, object), [search, columns, object]);
  const rows = useRows(object, parameters);
  const selection = useSelection(JSON.stringify([search.scene, search.q, search.filter, search.deleted]));
  const change = (patch: Partial<Record<keyof ListSearch, unknown>>) => void navigate({ search: (now) => clean({ ...now, ...patch }), replace: true });
  const isFiltered = Boolean(search.q || search.filter || (search.scene && search.scene !== "all"));
  return (
    <div className="k-page is-fixed k-list">
      <ListHeader object={object} search={search} total={rows.total} change={change} />
      {search.deleted ? null : <SceneTabs object={object} search={search} total={rows.total} change={change} />}
      <ListToolbar object={object} search={search} change={change} columns={columns} setColumns={setColumns} />
      {rows.total === 0 && !rows.error ? (
        <ListEmpty object={object} search={search} isFiltered={isFiltered} change={change} />
      ) : (
        <RecordGrid
          object={object}
          columns={columns}
          rows={rows}
          selection={selection}
          sort={search.sort}
          onSort={(sort) => change({ sort })}
          isBin={search.deleted === true}
        />
      )}
      <SelectionBar object={object} selection={selection} isBin={search.deleted === true} />
      <NewRecord object={object} initial={search.new} onClose={() => change({ new: undefined })} />
    </div>
  );
}

function clean(search: Partial<Record<keyof ListSearch, unknown>>): ListSearch {
  return Object.fromEntries(Object.entries(search).filter(([, v]) => v !== undefined)) as ListSearch;
}
