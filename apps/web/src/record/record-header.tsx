import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { App, Dropdown } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf, titleOf } from "../api/catalog.ts";
import { records } from "../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../api/types.ts";
import { Icon } from "../icons/icon.tsx";
import { useUndo } from "../shell/use-undo.tsx";
import { RecordParts } from "./record-parts.tsx";

const TransferDialog = lazy(() => import("./transfer-dialog.tsx"));
const AccessDialog = lazy(() => import("./access-dialog.tsx"));

/** Where we are, what it is called, and what can be done with it. */
export function RecordHeader({ object, record, onEdit }: { object: ObjectInfo; record: ApiRecord; onEdit: () => void }) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<"transfer" | "access" | null>(null);
  const remove = useRemove(object, record);
  const hasOwner = object.fields.some((f) => f.name === "owner_id");
  const items = [
    ...(object.can.update && hasOwner
      ? [{ key: "transfer", label: t("record.transfer"), icon: <Icon name="transfer" />, onClick: () => setDialog("transfer") }]
      : []),
    { key: "access", label: t("record.access.title"), icon: <Icon name="eye" />, onClick: () => setDialog("access") },
    ...(object.can.delete
      ? [{ type: "divider" as const }, { key: "delete", label: t("common.delete"), icon: <Icon name="trash" />, danger: true, onClick: () => void remove() }]
      : []),
  ];
  return (
    <header className="k-page-head">
      <div className="k-record-title">
        <div className="k-crumb">
          <Link to="/o/$path" params={{ path: object.path }}>
            {labelOf(object.plural_label)}
          </Link>
          {record.number ? <span>/ {String(record.number)}</span> : null}
        </div>
        <h1>{titleOf(record, object)}</h1>
      </div>
      <RecordParts object={object} record={record} place="head" />
      {object.can.update ? (
        <button type="button" className="k-button" onClick={onEdit}>
          <Icon name="edit" size={14} />
          {t("common.edit")}
        </button>
      ) : null}
      <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
        <button type="button" className="k-icon-button" aria-label={t("common.more")} aria-haspopup="menu">
          <Icon name="more" />
        </button>
      </Dropdown>
      <Suspense fallback={null}>
        {dialog === "transfer" ? <TransferDialog object={object} ids={[record.id]} onClose={() => setDialog(null)} /> : null}
        {dialog === "access" ? <AccessDialog object={object} record={record} onClose={() => setDialog(null)} /> : null}
      </Suspense>
    </header>
  );
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
