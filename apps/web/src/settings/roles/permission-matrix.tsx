import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { labelOf, useCatalog } from "../../api/catalog.ts";
import { actions, scopes } from "../../api/types.ts";
import { DepartmentSelect } from "../../fields/department/department-select.tsx";
import { FormField } from "../../form/form-field.tsx";
import { lacksDepartments, type PermissionLine, roleObjects, scopeOf, setScope, usesDepartments } from "./role-types.ts";

interface Props {
  lines: PermissionLine[];
  /** Whether to say what is missing: once someone tried to save. */
  isChecked: boolean;
  onChange: (lines: PermissionLine[]) => void;
}

/** Object × action × scope. The first line stands for every object that has no line of its own. */
export function PermissionMatrix({ lines, isChecked, onChange }: Props) {
  const { t } = useTranslation();
  const { objects } = useCatalog();
  const rows = [{ name: "*", label: t("settings.roles.everyObject") }, ...roleObjects(objects).map((o) => ({ name: o.name, label: labelOf(o.plural_label) }))];
  return (
    <section className="k-panel" aria-label={t("settings.roles.permissions")}>
      <div className="k-panel-head" style={{ padding: "12px 14px 0" }}>
        <h3>{t("settings.roles.permissions")}</h3>
        <span className="k-muted">{t("settings.roles.permissionsText")}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways */}
      <div className="k-table-scroll" tabIndex={0} role="region" aria-label={t("settings.roles.permissions")}>
        <table className="k-matrix">
          <thead>
            <tr>
              <th scope="col" style={{ paddingLeft: 14 }}>
                {t("settings.roles.object")}
              </th>
              {actions.map((a) => (
                <th key={a} scope="col">
                  {t(`settings.roles.actions.${a}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const isOwn = row.name === "*" || lines.some((l) => l.object === row.name);
              return (
                <tr key={row.name}>
                  <th scope="row">{row.label}</th>
                  {actions.map((action) => (
                    <td key={action} className={isOwn ? undefined : "is-inherited"}>
                      <Select
                        size="small"
                        variant={isOwn ? "outlined" : "filled"}
                        aria-label={`${row.label} ${t(`settings.roles.actions.${action}`)}`}
                        value={scopeOf(lines, row.name, action)}
                        onChange={(scope) => onChange(setScope(lines, row.name, action, scope))}
                        options={scopes.map((s) => ({ value: s, label: t(`settings.roles.scopes.${s}`) }))}
                        popupMatchSelectWidth={false}
                      />
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {lines.filter(usesDepartments).map((line) => (
        <div key={line.object} style={{ padding: "10px 14px" }}>
          <FormField
            label={t("settings.roles.departmentsOf", { object: rows.find((r) => r.name === line.object)?.label ?? line.object })}
            isRequired
            error={isChecked && lacksDepartments(line) ? t("settings.roles.departmentsNeeded") : undefined}
          >
            {({ id, describedBy, isInvalid }) => (
              <DepartmentSelect
                id={id}
                {...(describedBy ? { "aria-describedby": describedBy } : {})}
                {...(isInvalid ? { status: "error" as const } : {})}
                isMultiple
                value={line.departments ?? []}
                onChange={(departments) => onChange(lines.map((l) => (l === line ? { ...l, departments: (departments as string[] | null) ?? [] } : l)))}
              />
            )}
          </FormField>
        </div>
      ))}
    </section>
  );
}
