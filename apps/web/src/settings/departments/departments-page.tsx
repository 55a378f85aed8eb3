import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Department, type DepartmentNode, departmentsQuery, departmentTree } from "../../api/departments.ts";
import { may } from "../../api/me.ts";
import { records } from "../../api/records.ts";
import { RecordName } from "../../fields/relation/record-name.tsx";
import { Icon } from "../../icons/icon.tsx";
import { EmptyState } from "../../shell/empty-state.tsx";
import { BoneRows } from "../../shell/page-skeleton.tsx";
import { SettingsGuard } from "../settings-guard.tsx";
import { DepartmentDrawer } from "./department-drawer.tsx";

export function DepartmentsPage() {
  const { t } = useTranslation();
  return (
    <SettingsGuard title={t("settings.departments.title")} isOpen={(me) => may(me, "user.manage")}>
      <Departments />
    </SettingsGuard>
  );
}

type Edited = { department?: Department; parent?: string | null };

/** The department tree. */
function Departments() {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const { data } = useQuery(departmentsQuery);
  const [edited, setEdited] = useState<Edited | null>(null);
  const remove = (node: DepartmentNode) =>
    modal.confirm({
      title: t("settings.departments.removeTitle", { name: node.name }),
      content: t("settings.departments.removeText"),
      okText: t("common.delete"),
      okButtonProps: { danger: true },
      onOk: async () => {
        try {
          await records.remove("departments", node.id);
          await queries.invalidateQueries({ queryKey: ["records", "departments"] });
        } catch (error) {
          void message.error((error as Error).message);
        }
      },
    });
  const tree = departmentTree(data ?? []);
  return (
    <>
      <div className="k-section-head">
        <p>{t("settings.departments.text")}</p>
        <span className="k-space" />
        <button type="button" className="k-button is-primary" onClick={() => setEdited({ parent: null })}>
          {t("settings.departments.new")}
        </button>
      </div>
      <div className="k-panel k-tree">
        {data === undefined ? (
          <BoneRows count={6} />
        ) : tree.length === 0 ? (
          <EmptyState icon="department" title={t("settings.departments.none")} text={t("settings.departments.noneText")} />
        ) : (
          <Level nodes={tree} onEdit={setEdited} onRemove={remove} />
        )}
      </div>
      {edited ? <DepartmentDrawer {...edited} onClose={() => setEdited(null)} /> : null}
    </>
  );
}

function Level({ nodes, onEdit, onRemove }: { nodes: DepartmentNode[]; onEdit: (edited: Edited) => void; onRemove: (node: DepartmentNode) => void }) {
  const { t } = useTranslation();
  return (
    <ul>
      {nodes.map((node) => (
        <li key={node.id}>
          <div className="k-tree-row">
            <Icon name="department" size={14} />
            <span className="k-strong">{node.name}</span>
            {node.manager_id ? (
              <span className="k-muted">
                <RecordName target="user" id={node.manager_id} />
              </span>
            ) : null}
            <span className="k-space" />
            <span className="k-row-actions">
              <button
                type="button"
                className="k-icon-button"
                aria-label={t("settings.departments.addBelow", { name: node.name })}
                title={t("settings.departments.addBelow", { name: node.name })}
                onClick={() => onEdit({ parent: node.id })}
              >
                <Icon name="plus" size={14} />
              </button>
              <button
                type="button"
                className="k-icon-button"
                aria-label={`${t("common.edit")} ${node.name}`}
                title={t("common.edit")}
                onClick={() => onEdit({ department: node })}
              >
                <Icon name="edit" size={14} />
              </button>
              <button
                type="button"
                className="k-icon-button"
                aria-label={`${t("common.delete")} ${node.name}`}
                title={t("common.delete")}
                onClick={() => onRemove(node)}
              >
                <Icon name="trash" size={14} />
              </button>
            </span>
          </div>
          {node.children.length > 0 ? <Level nodes={node.children} onEdit={onEdit} onRemove={onRemove} /> : null}
        </li>
      ))}
    </ul>
  );
}
