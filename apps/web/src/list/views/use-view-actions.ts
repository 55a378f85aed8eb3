import { App } from "antd";
import { useTranslation } from "react-i18next";
import { createView, type View } from "../../api/views.ts";
import { useUndo } from "../../shell/use-undo.tsx";

/** Work on saved views: what goes wrong is said, a deleted one can come back. */
export function useViewActions() {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const undo = useUndo();
  const run = (work: () => Promise<unknown>) => void work().catch((error: Error) => void message.error(error.message));
  const undoDelete = (view: View) =>
    undo(t("list.views.deleted", { name: view.name }), () => {
      const { id: _, owner_id: __, owner_name: ___, can_edit: ____, problems: _____, ...kept } = view;
      run(() => createView(kept));
    });
  const tell = (what: "saved" | "isFirst" | "isNotFirst", name: string) => void message.success(t(`list.views.said.${what}`, { name }));
  return { run, undoDelete, tell };
}
