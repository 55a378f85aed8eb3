import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { App, type MenuProps } from "antd";
import { useTranslation } from "react-i18next";
import { labelOf, titleOf } from "../../api/catalog.ts";
import { records } from "../../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import { Icon } from "../../icons/icon.tsx";
import { copyText } from "../../outbox/copy-text.ts";
import { useUndo } from "../../shell/use-undo.tsx";
import { isPathShown } from "../stages/path-states.ts";
import { useTransition } from "../use-transition.ts";

/** What the menu of a record offers its reader. */
export function useRecordActions(object: ObjectInfo, record: ApiRecord, open: (dialog: "transfer" | "access") => void): NonNullable<MenuProps["items"]> {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const go = useTransition(object, record);
  const remove = useRemove(object, record);
  const hasOwner = object.fields.some((f) => f.name === "owner_id");
  const states = object.states;
  // a machine of two states is no path: its moves stand here
  const moves =
    states && object.can.update && !isPathShown(object)
      ? states.transitions.filter((tr) => tr.from === record[states.field] || (tr.from === "*" && tr.to !== record[states.field]))
      : [];
  return [
    ...moves.map((tr) => ({ key: `move-${tr.to}`, label: labelOf(tr.label), icon: <Icon name="right" />, onClick: () => void go(tr) })),
    ...(object.can.update && hasOwner
      ? [{ key: "transfer", label: t("record.transfer"), icon: <Icon name="transfer" />, onClick: () => open("transfer") }]
      : []),
    {
      key: "link",
      label: t("record.copyLink"),
      icon: <Icon name="link" />,
      onClick: () => void copyText(location.href.split("?")[0] ?? "").then((isDone) => message.success(t(isDone ? "common.copied" : "common.copyFailed"))),
    },
    { key: "access", label: t("record.access.title"), icon: <Icon name="eye" />, onClick: () => open("access") },
    ...(object.can.delete
      ? [{ type: "divider" as const }, { key: "delete", label: t("common.delete"), icon: <Icon name="trash" />, danger: true, onClick: () => void remove() }]
      : []),
  ];
}

function useRemove(object: ObjectInfo, record: ApiRecord): () => Promise<void> {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const undo = useUndo();
  return async () => {
    try {
      await records.remove(object.path, record.id);
      await navigate({ to: "/o/$path", params: { path: object.path } });
      void queries.invalidateQueries({ queryKey: ["records", object.path] });
      undo(t("record.deleted", { title: titleOf(record, object) }), async () => {
        await records.restore(object.path, record.id);
        await queries.invalidateQueries({ queryKey: ["records", object.path] });
        await navigate({ to: "/o/$path/$id", params: { path: object.path, id: record.id } });
      });
    } catch (error) {
      void message.error((error as Error).message);
    }
  };
}
