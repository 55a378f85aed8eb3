import { useQueryClient } from "@tanstack/react-query";
import { Button, Drawer, Input, InputNumber } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Department } from "../../api/departments.ts";
import { errorsByField } from "../../api/problem.ts";
import { records } from "../../api/records.ts";
import { DepartmentSelect } from "../../fields/department/department-select.tsx";
import { RecordSelect } from "../../fields/relation/record-select.tsx";
import { working } from "../../fields/user/working.ts";
import { FormField } from "../../form/form-field.tsx";
import "../../form/form.css";

/** A department: its name, what it belongs to, who heads it. */
export function DepartmentDrawer({ department, parent = null, onClose }: { department?: Department; parent?: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState(department?.name ?? "");
  const [parentId, setParentId] = useState<string | null>(department ? department.parent_id : parent);
  const [managerId, setManagerId] = useState<string | null>(department?.manager_id ?? null);
  const [position, setPosition] = useState<number | null>(department?.position ?? 0);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const errors = errorsByField(problem);
  const submit = async () => {
    setBusy(true);
    const values = { name, parent_id: parentId, manager_id: managerId, position: position ?? 0 };
    try {
      if (department) await records.update("departments", department.id, values, department.version);
      else await records.create("departments", values);
      await queries.invalidateQueries({ queryKey: ["records", "departments"] });
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  const general = problem && Object.keys(errors).length === 0 ? (problem as Error).message : undefined;
  return (
    <Drawer
      open
      onClose={onClose}
      size={420}
      title={department?.name ?? t("settings.departments.new")}
      footer={
        <div className="k-drawer-foot">
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button type="primary" htmlType="submit" form="department-form" loading={isBusy}>
            {t("common.save")}
          </Button>
        </div>
      }
    >
      <form
        id="department-form"
        className="k-stack"
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          void submit();
        }}
      >
        {general ? (
          <p className="k-field-error" role="alert">
            {general}
          </p>
        ) : null}
        <FormField label={t("settings.departments.name")} isRequired error={errors.name}>
          {({ id, isInvalid }) => (
            <Input id={id} value={name} onChange={(e) => setName(e.target.value)} maxLength={200} {...(isInvalid ? { status: "error" as const } : {})} />
          )}
        </FormField>
        <FormField label={t("settings.departments.parent")} error={errors.parent_id}>
          {({ id }) => (
            <DepartmentSelect id={id} value={parentId} onChange={(v) => setParentId(v as string | null)} {...(department ? { without: department.id } : {})} />
          )}
        </FormField>
        <FormField label={t("settings.departments.manager")} error={errors.manager_id}>
          {({ id }) => <RecordSelect id={id} target="user" filter={working} value={managerId} onChange={(v) => setManagerId(v as string | null)} />}
        </FormField>
        <FormField label={t("settings.departments.position")} help={t("settings.departments.positionHelp")} error={errors.position}>
          {({ id, describedBy }) => <InputNumber id={id} aria-describedby={describedBy} value={position} onChange={setPosition} min={0} precision={0} />}
        </FormField>
      </form>
    </Drawer>
  );
}
