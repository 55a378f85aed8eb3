import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { labelOf } from "../api/catalog.ts";
import type { ObjectInfo } from "../api/types.ts";
import { iconNameOf } from "../icons/icon.tsx";
import { EmptyState } from "../shell/empty-state.tsx";
import type { ListSearch } from "./list-search.ts";

interface Props {
  object: ObjectInfo;
  search: ListSearch;
  isFiltered: boolean;
  change: (patch: Partial<Record<keyof ListSearch, unknown>>) => void;
}

/** An empty list says why it is empty and what comes next. */
export function ListEmpty({ object, search, isFiltered, change }: Props) {
  const { t } = useTranslation();
  const objects = labelOf(object.plural_label);
  if (search.deleted) return <EmptyState icon="trash" title={t("list.empty.bin")} text={t("list.empty.binText")} />;
  if (isFiltered)
    return (
      <EmptyState icon="filter" title={t("list.empty.filtered", { objects })} text={t("list.empty.filteredText")}>
        <button type="button" className="k-button" onClick={() => change({ q: undefined, filter: undefined, scene: undefined })}>
          {t("list.empty.showAll")}
        </button>
      </EmptyState>
    );
  return (
    <EmptyState icon={iconNameOf(object.icon)} title={t("list.empty.none", { objects })} text={t("list.empty.noneText", { objects })}>
      {object.can.create ? (
        <button type="button" className="k-button is-primary" onClick={() => change({ new: {} })}>
          {t("list.newRecord", { object: labelOf(object.label) })}
        </button>
      ) : null}
      {object.can.import ? (
        <Link className="k-button" to="/imports/new" search={{ object: object.name }}>
          {t("list.importFile")}
        </Link>
      ) : null}
    </EmptyState>
  );
}
