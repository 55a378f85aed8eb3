import { useNavigate } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../api/catalog.ts";
import type { ObjectInfo } from "../api/types.ts";
import { formatNumber } from "../format/number.ts";
import { Icon } from "../icons/icon.tsx";
import { useIsNarrow } from "../preferences/use-media.ts";
import { DropMenu } from "../shell/drop-menu.tsx";
import { lazyReady } from "../shell/lazy-ready.ts";
import type { ListQuery, ListSearch } from "./list-search.ts";
import { ViewSwitch } from "./views/view-switch.tsx";

const ExportDialog = lazyReady(() => import("../export/export-dialog.tsx"));

interface Props {
  object: ObjectInfo;
  query: ListQuery;
  total: number | undefined;
  change: (patch: Partial<Record<keyof ListSearch, unknown>>) => void;
}

export function ListHeader({ object, query, total, change }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isNarrow = useIsNarrow();
  const [isExporting, setExporting] = useState(false);
  const newWords = t("list.newRecord", { object: labelOf(object.label) });
  const bin = {
    key: "bin",
    label: t("list.bin.label"),
    icon: <Icon name="trash" />,
    onClick: () => void navigate({ to: "/o/$path", params: { path: object.path }, search: { deleted: true } }),
  };
  const importItem = {
    key: "import",
    label: t("list.import"),
    icon: <Icon name="import" />,
    onClick: () => void navigate({ to: "/imports/new", search: { object: object.name } }),
  };
  const exportItem = { key: "export", label: t("list.export"), icon: <Icon name="export" />, onClick: () => setExporting(true) };
  const more = [
    ...(isNarrow && object.can.import ? [importItem] : []),
    ...(isNarrow && object.can.export ? [exportItem] : []),
    ...(object.can.delete ? [bin] : []),
  ];
  return (
    <header className="k-page-head">
      {query.deleted ? (
        <button
          type="button"
          className="k-icon-button"
          aria-label={t("common.back")}
          onClick={() => void navigate({ to: "/o/$path", params: { path: object.path } })}
        >
          <Icon name="left" />
        </button>
      ) : null}
      <h1>{query.deleted ? t("list.bin.of", { objects: labelOf(object.plural_label) }) : labelOf(object.plural_label)}</h1>
      <span className="k-count" role="status" aria-label={total === undefined ? undefined : t("list.total", { count: total, number: formatNumber(total) })}>
        {total === undefined ? "" : formatNumber(total)}
      </span>
      <span className="k-space" />
      {query.deleted ? null : (
        <>
          {isNarrow ? null : (
            <ViewSwitch object={object} kind={query.kind ?? "table"} onChange={(kind) => change({ kind: kind === "table" ? undefined : kind })} />
          )}
          {!isNarrow && object.can.import ? (
            <button type="button" className="k-button" onClick={importItem.onClick}>
              {t("list.import")}
            </button>
          ) : null}
          {!isNarrow && object.can.export ? (
            <button type="button" className="k-button" onClick={exportItem.onClick}>
              {t("list.export")}
            </button>
          ) : null}
          {object.can.create ? (
            <button type="button" className="k-button is-primary" aria-label={newWords} onClick={() => change({ new: {} })}>
              {isNarrow ? t("list.new") : newWords}
            </button>
          ) : null}
          {more.length > 0 ? (
            <DropMenu menu={{ items: more }}>
              <button type="button" className="k-icon-button" aria-label={t("common.more")} aria-haspopup="menu">
                <Icon name="more" />
              </button>
            </DropMenu>
          ) : null}
        </>
      )}
      {isExporting ? (
        <Suspense fallback={null}>
          <ExportDialog object={object} search={query} total={total} onClose={() => setExporting(false)} />
        </Suspense>
      ) : null}
    </header>
  );
}
