import { type FormEvent, type Ref, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../api/catalog.ts";
import type { ObjectInfo } from "../api/types.ts";
import { Icon } from "../icons/icon.tsx";
import { useIsNarrow } from "../preferences/use-media.ts";
import { useDebounced } from "../shell/use-debounced.ts";
import { ColumnMenu } from "./columns/column-menu.tsx";
import type { Columns } from "./columns/columns.ts";
import { FilterBar } from "./filters/filter-bar.tsx";
import { GroupMenu } from "./grouping/group-menu.tsx";
import { SortMenu } from "./sort-menu.tsx";
import type { ListState } from "./use-list-state.ts";
import { LeftOut } from "./views/left-out.tsx";
import { UnsavedBar } from "./views/unsaved-bar.tsx";
import { ViewSwitch } from "./views/view-switch.tsx";

export type OpenPart = "filter" | "columns" | null;

interface Props {
  object: ObjectInfo;
  state: ListState;
  columns: Columns;
  searchRef: Ref<HTMLInputElement>;
  open: OpenPart;
  setOpen: (open: OpenPart) => void;
}

/** Search, sentences, groups, order and columns of a list. */
export function ListToolbar({ object, state, columns, searchRef, open, setOpen }: Props) {
  const { query, change } = state;
  const isNarrow = useIsNarrow();
  const isTable = (query.kind ?? "table") === "table";
  return (
    <div className="k-toolbar">
      <SearchBox object={object} q={query.q ?? ""} onSearch={(q) => change({ q: q || undefined })} searchRef={searchRef} />
      {isNarrow && !query.deleted ? (
        <ViewSwitch object={object} kind={query.kind ?? "table"} onChange={(kind) => change({ kind: kind === "table" ? undefined : kind })} />
      ) : null}
      <FilterBar
        key={object.name}
        object={object}
        filter={query.filter}
        onChange={(filter) => change({ filter })}
        isAdding={open === "filter"}
        setAdding={(isOpen) => setOpen(isOpen ? "filter" : null)}
      />
      <LeftOut view={state.view} />
      <span className="k-space" />
      <UnsavedBar object={object} state={state} columns={columns} />
      {isTable && !query.deleted ? <GroupMenu object={object} group={query.group} onChange={(group) => change({ group })} /> : null}
      {query.kind === "calendar" ? null : <SortMenu object={object} sort={query.sort} onChange={(sort) => change({ sort })} />}
      {isTable && !query.deleted ? (
        <ColumnMenu
          object={object}
          columns={columns.columns}
          setColumns={columns.setColumns}
          isOpen={open === "columns"}
          setOpen={(isOpen) => setOpen(isOpen ? "columns" : null)}
        />
      ) : null}
    </div>
  );
}

function SearchBox({ object, q, onSearch, searchRef }: { object: ObjectInfo; q: string; onSearch: (q: string) => void; searchRef: Ref<HTMLInputElement> }) {
  const { t } = useTranslation();
  const [text, setText] = useState(q);
  const rested = useDebounced(text.trim(), 250);
  useEffect(() => setText(q), [q]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: searches when the typing rests, not when the address changes
  useEffect(() => {
    if (rested !== q && rested === text.trim()) onSearch(rested);
  }, [rested]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(text.trim());
  };
  return (
    <form className="k-toolbar-search" role="search" onSubmit={submit}>
      <Icon name="search" size={14} />
      <input
        ref={searchRef}
        type="search"
        value={text}
        onChange={(e) => setText(e.target.value)}
        onKeyDown={(e) => e.key === "Escape" && text === "" && e.currentTarget.blur()}
        placeholder={t("list.search")}
        aria-label={t("list.searchIn", { objects: labelOf(object.plural_label) })}
        maxLength={200}
      />
    </form>
  );
}
