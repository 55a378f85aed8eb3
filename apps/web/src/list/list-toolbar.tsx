import { type FormEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../api/catalog.ts";
import type { FieldInfo, ObjectInfo } from "../api/types.ts";
import { Icon } from "../icons/icon.tsx";
import { useDebounced } from "../shell/use-debounced.ts";
import { ColumnMenu } from "./column-menu.tsx";
import { FilterBar } from "./filter-bar.tsx";
import type { ListSearch } from "./list-search.ts";
import { SortMenu } from "./sort-menu.tsx";

interface Props {
  object: ObjectInfo;
  search: ListSearch;
  change: (patch: Partial<ListSearch>) => void;
  columns: FieldInfo[];
  setColumns: (names: string[] | null) => void;
}

/** Search, sentences, order and columns of a list. */
export function ListToolbar({ object, search, change, columns, setColumns }: Props) {
  return (
    <div className="k-toolbar">
      <SearchBox object={object} q={search.q ?? ""} onSearch={(q) => change({ q: q || undefined } as Partial<ListSearch>)} />
      <FilterBar object={object} filter={search.filter} onChange={(filter) => change({ filter } as Partial<ListSearch>)} />
      <span className="k-space" />
      <SortMenu object={object} sort={search.sort} onChange={(sort) => change({ sort } as Partial<ListSearch>)} />
      <ColumnMenu object={object} columns={columns} setColumns={setColumns} />
    </div>
  );
}

function SearchBox({ object, q, onSearch }: { object: ObjectInfo; q: string; onSearch: (q: string) => void }) {
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
        type="search"
        value={text}
        onChange={(e) => setText(e.target.value)}
        placeholder={t("list.search")}
        aria-label={t("list.searchIn", { objects: labelOf(object.plural_label) })}
        maxLength={200}
      />
    </form>
  );
}
