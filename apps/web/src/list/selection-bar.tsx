import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { records } from "../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../api/types.ts";
import { useIsNarrow } from "../preferences/use-media.ts";
import { useUndo } from "../shell/use-undo.tsx";
import type { Selection } from "./use-selection.ts";

const TransferDialog = lazy(() => import("../record/transfer-dialog.tsx"));
const ExportDialog = lazy(() => import("../export/export-dialog.tsx"));

/** What can be done with the chosen records; stays at the bottom until they are let go. */
export function SelectionBar({ object, selection, isBin }: { object: ObjectInfo; selection: Selection; isBin: boolean }) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<"transfer" | "export" | null>(null);
  const { remove, restore } = useBulk(object);
  const isNarrow = useIsNarrow();
  const chosen = [...selection.records.values()];
  useEscape(chosen.length > 0 && dialog === null, selection.clear);
  if (chosen.length === 0) return null;
  const ids = chosen.map((r) => r.id);
  const then = (work: Promise<unknown>) => void work.then(selection.clear);
  return (
    <>
      <section className="k-selection" aria-label={t("list.selection.label")}>
        <b role="status">{t("list.selection.count", { count: chosen.length })}</b>
        {isBin ? (
          <button type="button" onClick={() => then(restore(ids))}>
            {t("list.selection.restore")}
          </button>
        ) : (
          <>
            {object.can.update && object.fields.some((f) => f.name === "owner_id") ? (
              <button type="button" onClick={() => setDialog("transfer")}>
                {t("list.selection.transfer")}
              </button>
            ) : null}
            {object.can.export ? (
              <button type="button" onClick={() => setDialog("export")}>
                {t("list.selection.export")}
              </button>
            ) : null}
            {object.can.delete ? (
              <button type="button" onClick={() => then(remove(chosen))}>
                {t("list.selection.delete")}
              </button>
            ) : null}
          </>
        )}
        <button type="button" className="is-quiet" onClick={selection.clear}>
          {t(isNarrow ? "common.cancel" : "list.selection.cancel")}
        </button>
      </section>
      <Suspense fallback={null}>
        {dialog === "transfer" ? (
          <TransferDialog
            object={object}
            ids={ids}
            onClose={(isDone) => {
              setDialog(null);
              if (isDone) selection.clear();
            }}
          />
        ) : null}
        {dialog === "export" ? (
          <ExportDialog object={object} search={{ filter: { id: { in: ids } } }} total={ids.length} onClose={() => setDialog(null)} />
        ) : null}
      </Suspense>
    </>
  );
}

/** Deleting and restoring many, with the way back. */
function useBulk(object: ObjectInfo) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const undo = useUndo();
  const refresh = () => queries.invalidateQueries({ queryKey: ["records", object.path] });
  const restore = async (ids: string[]) => {
    const results = await inTurns(ids, (id) => records.restore(object.path, id));
    await refresh();
    const failed = results.filter((r) => !r).length;
    if (failed > 0) void message.error(t("list.selection.failed", { count: failed }));
    else void message.success(t("list.selection.restored", { count: ids.length }));
  };
  const remove = async (chosen: ApiRecord[]) => {
    try {
      const { results } = await records.batch(
        object.path,
        "delete",
        chosen.map((r) => ({ id: r.id })),
      );
      await refresh();
      const done = results.flatMap((r) => (r.ok ? [r.id] : []));
      const refused = results.find((r) => !r.ok);
      if (refused)
        void message.error(t("list.selection.notDeleted", { count: results.length - done.length, reason: refused.errors[0]?.message ?? refused.code }));
      if (done.length > 0) undo(t("list.selection.deleted", { count: done.length }), () => restore(done));
    } catch (error) {
      void message.error((error as Error).message);
    }
  };
  return { remove, restore };
}

/** Four at a time; true for each that went through. */
async function inTurns<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<boolean[]> {
  const results: boolean[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index] as T).then(
        () => true,
        () => false,
      );
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  return results;
}

function useEscape(isActive: boolean, onEscape: () => void): void {
  useEffect(() => {
    if (!isActive) return;
    const onKey = (event: KeyboardEvent) => {
      if (
        event.key === "Escape" &&
        !event.defaultPrevented &&
        !document.querySelector(
          ".ant-modal-wrap:not([style*='display: none']), .ant-drawer-open, .ant-popover:not(.ant-popover-hidden), .ant-select-dropdown:not(.ant-select-dropdown-hidden)",
        )
      )
        onEscape();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [isActive, onEscape]);
}
