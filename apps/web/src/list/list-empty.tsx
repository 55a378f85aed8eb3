import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { labelOf } from "../api/catalog.ts";
import { useCompany } from "../api/company.ts";
import { may, useMe } from "../api/me.ts";
import type { ObjectInfo } from "../api/types.ts";
import { iconNameOf } from "../icons/icon.tsx";
import { EmptyState } from "../shell/empty-state.tsx";
import type { ListQuery, ListSearch } from "./list-search.ts";

interface Props {
  object: ObjectInfo;
  query: ListQuery;
  isFiltered: boolean;
  change: (patch: Partial<Record<keyof ListSearch, unknown>>) => void;
}

/** An empty list says why it is empty and what comes next. */
export function ListEmpty({ object, query, isFiltered, change }: Props) {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const { is_demo } = useCompany();
  const objects = labelOf(object.plural_label);
  if (query.deleted) return <EmptyState icon="trash" title={t("list.empty.bin")} text={t("list.empty.binText")} />;
  if (isFiltered)
    return (
      <EmptyState icon="filter" title={t("list.empty.filtered", { objects })} text={t("list.empty.filteredText")}>
        <button type="button" className="k-button" onClick={() => change({ q: undefined, filter: undefined, scene: "all" })}>
          {t("list.empty.showAll")}
        </button>
      </EmptyState>
    );
  return (
    <EmptyState
      icon={iconNameOf(object.icon)}
      title={t("list.empty.none", { objects })}
      text={i18n.exists(`help.empty.${object.name}`) ? t(`help.empty.${object.name}`) : t("list.empty.noneText", { objects })}
    >
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
      {!is_demo && object.module === "sales" && may(me, "company.manage") ? (
        <Link className="k-link-button" to="/settings/demo">
          {t("help.empty.demo")}
        </Link>
      ) : null}
    </EmptyState>
  );
}
