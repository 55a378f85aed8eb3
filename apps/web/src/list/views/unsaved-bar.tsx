import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ObjectInfo } from "../../api/types.ts";
import { updateView } from "../../api/views.ts";
import { lazyReady } from "../../shell/lazy-ready.ts";
import { type Columns, storedColumns } from "../columns/columns.ts";
import { differs } from "../list-search.ts";
import type { ListState } from "../use-list-state.ts";
import { focusViewTab } from "./focus-view.ts";
import { useViewActions } from "./use-view-actions.ts";
import { viewParts } from "./view-parts.ts";

const ViewDialog = lazyReady(() => import("./view-dialog.tsx"));

/** A saved view that was changed on the way: keep the change, keep it as another view, or go back. */
export function UnsavedBar({ object, state, columns }: { object: ObjectInfo; state: ListState; columns: Columns }) {
  const { t } = useTranslation();
  const { run, tell } = useViewActions();
  const [isSaving, setSaving] = useState(false);
  const { view, search, query } = state;
  if (!view || !(differs(search) || columns.isOwn)) return null;
  const save = () =>
    run(async () => {
      await updateView(view.id, viewParts(query, storedColumns(columns.columns)));
      focusViewTab();
      columns.setColumns(null);
      state.open({ view: view.id });
      tell("saved", view.name);
    });
  const reset = () => {
    focusViewTab();
    columns.setColumns(null);
    state.open({ view: view.id });
  };
  return (
    <span className="k-unsaved" role="status">
      <span className="k-muted">{t("list.views.unsaved")}</span>
      {view.can_edit ? (
        <button type="button" className="k-link-button" onClick={save}>
          {t("common.save")}
        </button>
      ) : null}
      <button type="button" className="k-link-button" onClick={() => setSaving(true)}>
        {t("list.views.saveAs")}
      </button>
      <button type="button" className="k-link-button" onClick={reset}>
        {t("list.views.reset")}
      </button>
      <Suspense fallback={null}>
        {isSaving ? <ViewDialog object={object} state={state} columns={storedColumns(columns.columns)} onClose={() => setSaving(false)} /> : null}
      </Suspense>
    </span>
  );
}
