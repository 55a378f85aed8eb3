import { Suspense, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { isWritable } from "../../api/catalog.ts";
import type { ListParameters } from "../../api/record-paths.ts";
import type { ObjectInfo } from "../../api/types.ts";
import { formatNumber } from "../../format/number.ts";
import { useIsNarrow } from "../../preferences/use-media.ts";
import { lazyReady } from "../../shell/lazy-ready.ts";
import { useShortcuts } from "../../shell/shortcuts.ts";
import type { Target } from "../bulk/run-bulk.ts";
import { useBulkActions } from "../bulk/use-bulk-actions.ts";
import type { ListQuery } from "../list-search.ts";
import { goOnInList } from "./go-on-in-list.ts";
import { chosenCount, type Selection } from "./use-selection.ts";

const BulkEditDialog = lazyReady(() => import("./bulk-edit-dialog.tsx"));
const TagDialog = lazyReady(() => import("./tag-dialog.tsx"));
const TransferDialog = lazyReady(() => import("../../record/transfer-dialog.tsx"));
const ExportDialog = lazyReady(() => import("../../export/export-dialog.tsx"));

type Dialog = "edit" | "tag" | "transfer" | "export" | "delete" | "purge";

interface Props {
  object: ObjectInfo;
  selection: Selection;
  query: ListQuery;
  parameters: ListParameters;
  total: number | undefined;
}

/** What can be done with the chosen records; stays at the bottom until they are let go. */
export function SelectionBar({ object, selection, query, parameters, total }: Props) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const isNarrow = useIsNarrow();
  const bulk = useBulkActions(object);
  const isBin = query.deleted === true;
  const count = chosenCount(selection, total);
  const isAny = selection.isAll || selection.records.size > 0;
  const target = useMemo(
    (): Target => (selection.isAll ? { parameters, without: selection.without, total: count } : { records: [...selection.records.values()] }),
    [selection, parameters, count],
  );
  useEscape(isAny && dialog === null, selection.clear);
  const close = (isDone: boolean) => {
    setDialog(null);
    if (isDone) selection.clear();
  };
  const then = (work: Promise<unknown>) => {
    void work;
    selection.clear();
  };
  const remove = () => (count > 20 || selection.isAll ? setDialog("delete") : then(bulk.remove(target)));
  const answer = (work: (target: Target) => Promise<unknown>) => (isSure: boolean) => {
    setDialog(null);
    if (isSure) then(work(target));
  };
  const can = {
    edit: !isBin && object.can.update,
    tag: !isBin && object.can.update && object.fields.some((f) => f.name === "tags" && isWritable(f)),
    transfer: !isBin && object.can.update && object.fields.some((f) => f.name === "owner_id"),
    export: !isBin && object.can.export,
    delete: !isBin && object.can.delete,
    restore: isBin && object.can.delete,
    purge: isBin && object.can_purge,
  };
  useShortcuts("list", [{ keys: "Delete", labelKey: "list.keys.delete", run: remove }], isAny && can.delete);
  useShortcuts(
    "list",
    [{ keys: "b", labelKey: "list.keys.bulk", run: () => document.querySelector<HTMLElement>(".k-selection button:not(.is-link)")?.focus() }],
    isAny,
  );
  if (!isAny) return null;
  const actions = [
    ...(can.restore ? [{ key: "restore", run: () => then(bulk.restoreAll(target)) }] : []),
    ...(can.purge ? [{ key: "purge", run: () => setDialog("purge") }] : []),
    ...(can.edit ? [{ key: "edit", run: () => setDialog("edit") }] : []),
    ...(can.tag ? [{ key: "tag", run: () => setDialog("tag") }] : []),
    ...(can.transfer ? [{ key: "transfer", run: () => setDialog("transfer") }] : []),
    ...(can.export ? [{ key: "export", run: () => setDialog("export") }] : []),
    ...(can.delete ? [{ key: "delete", run: remove }] : []),
  ];
  const rest = (total ?? 0) - count;
  return (
    <>
      <section ref={goOnInList} className="k-selection" aria-label={t("list.selection.label")}>
        <b role="status">{t("list.selection.count", { count, number: formatNumber(count) })}</b>
        {!selection.isAll && rest > 0 && count > 1 ? (
          <button ref={goOnInList} type="button" className="is-link" onClick={selection.all}>
            {t("list.selection.all", { count: total, number: formatNumber(total ?? 0) })}
          </button>
        ) : null}
        {actions.map(({ key, run }) => (
          <button key={key} type="button" onClick={run}>
            {t(`list.selection.${key}`)}
          </button>
        ))}
        <button type="button" className="is-quiet" onClick={selection.clear}>
          {t(isNarrow ? "common.cancel" : "list.selection.cancel")}
        </button>
      </section>
      <Suspense fallback={null}>
        {dialog === "edit" ? <BulkEditDialog object={object} target={target} count={count} onClose={close} /> : null}
        {dialog === "tag" ? <TagDialog object={object} target={target} count={count} onClose={close} /> : null}
        {dialog === "transfer" ? <TransferDialog object={object} target={target} count={count} onClose={close} /> : null}
        {dialog === "delete" ? <DeleteQuestion count={count} onClose={answer(bulk.remove)} /> : null}
        {dialog === "purge" ? <PurgeQuestion count={count} onClose={answer(bulk.purge)} /> : null}
        {dialog === "export" ? (
          <ExportDialog
            object={object}
            search={selection.isAll ? withoutIds(query, selection.without) : { filter: { id: { in: [...selection.records.keys()] } } }}
            total={count}
            onClose={() => setDialog(null)}
          />
        ) : null}
      </Suspense>
    </>
  );
}

const PurgeQuestion = lazyReady(() => import("../bin/purge-question.tsx"));
const DeleteQuestion = lazyReady(() => import("./delete-question.tsx"));

function withoutIds(query: ListQuery, without: ReadonlySet<string>): ListQuery {
  if (without.size === 0) return query;
  const condition = { id: { nin: [...without] } };
  return { ...query, filter: query.filter ? { and: [query.filter, condition] } : condition };
}

function useEscape(isActive: boolean, onEscape: () => void): void {
  useEffect(() => {
    if (!isActive) return;
    const onKey = (event: KeyboardEvent) => {
      if (
        event.key === "Escape" &&
        !event.defaultPrevented &&
        !document.querySelector(
          ".ant-modal-wrap:not([style*='display: none']), .ant-drawer-open, .ant-popover:not(.ant-popover-hidden), .ant-select-dropdown:not(.ant-select-dropdown-hidden), .ant-dropdown:not(.ant-dropdown-hidden)",
        )
      )
        onEscape();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [isActive, onEscape]);
}
