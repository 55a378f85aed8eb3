import { Checkbox, Select } from "antd";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../api/catalog.ts";
import type { ImportOptions, ImportPreview } from "../api/imports.ts";
import { may, useMe } from "../api/me.ts";
import type { ObjectInfo } from "../api/types.ts";
import { FormField } from "../form/form-field.tsx";

/** What happens to records that exist already: as chosen, else updated where the file names them by id or number. */
export function duplicateRule(options: ImportOptions, keys: readonly string[][]): { duplicates: "skip" | "update" | "create"; key: string[] } {
  const [sure = []] = keys;
  const isNamed = sure[0] === "id" || sure[0] === "number";
  return { duplicates: options.duplicates ?? (isNamed ? "update" : "create"), key: options.key ?? sure };
}

interface Props {
  object: ObjectInfo;
  preview: ImportPreview;
  options: ImportOptions;
  onChange: (patch: Partial<ImportOptions>) => void;
}

const encodings = ["utf-8", "gb18030", "utf-16le", "utf-16be", "big5"];
const delimiters = [",", "\t", ";", "|"];

/** Text keys of the delimiters. */
export const delimiterNames: Readonly<Record<string, string>> = { ",": "comma", "\t": "tab", ";": "semicolon", "|": "bar" };

/** How the file is read, and what happens to records that exist already. */
export function ImportSettings({ object, preview, options, onChange }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const { format, keys } = preview;
  const mapped = [...new Set(Object.values(preview.mapping).flatMap((f) => (f ? [f.split(".")[0] as string] : [])))];
  const { duplicates, key } = duplicateRule(options, keys);
  return (
    <section className="k-panel is-padded" aria-label={t("import.settings.title")}>
      <div className="k-import-options">
        {format.encoding ? (
          <FormField label={t("import.settings.encoding")}>
            {({ id }) => (
              <Select
                id={id}
                value={format.encoding?.toLowerCase() ?? null}
                onChange={(encoding) => encoding && onChange({ encoding })}
                options={[...new Set([format.encoding?.toLowerCase() ?? "", ...encodings])].map((v) => ({ value: v, label: v.toUpperCase() }))}
              />
            )}
          </FormField>
        ) : null}
        {format.delimiter ? (
          <FormField label={t("import.settings.delimiter")}>
            {({ id }) => (
              <Select
                id={id}
                value={format.delimiter ?? null}
                onChange={(delimiter) => delimiter && onChange({ delimiter })}
                options={[...new Set([format.delimiter ?? "", ...delimiters])].map((v) => ({
                  value: v,
                  label: t(`import.settings.delimiters.${delimiterNames[v] ?? "other"}`, { value: v }),
                }))}
              />
            )}
          </FormField>
        ) : null}
        {format.sheets && format.sheets.length > 1 ? (
          <FormField label={t("import.settings.sheet")}>
            {({ id }) => (
              <Select
                id={id}
                value={format.sheet ?? null}
                onChange={(sheet) => sheet && onChange({ sheet })}
                options={(format.sheets ?? []).map((v) => ({ value: v, label: v }))}
              />
            )}
          </FormField>
        ) : null}
        <FormField label={t("import.settings.duplicates")} help={t(`import.settings.duplicatesHelp.${duplicates}`)}>
          {({ id, describedBy }) => (
            <Select
              id={id}
              aria-describedby={describedBy}
              value={duplicates}
              onChange={(next) => onChange({ duplicates: next, ...(next === "create" ? { key: undefined as never } : { key }) })}
              options={(["create", "update", "skip"] as const).map((v) => ({ value: v, label: t(`import.settings.duplicatesOptions.${v}`) }))}
            />
          )}
        </FormField>
        {duplicates === "create" ? null : (
          <FormField label={t("import.settings.key")} help={t("import.settings.keyHelp")}>
            {({ id, describedBy }) => (
              <Select
                id={id}
                aria-describedby={describedBy}
                mode="multiple"
                value={key}
                onChange={(next) => onChange({ key: next })}
                options={mapped.map((v) => ({ value: v, label: labelOf(fieldOf(object, v)?.label) || v }))}
              />
            )}
          </FormField>
        )}
      </div>
      <div className="k-row-gap" style={{ marginTop: 12, gap: 16 }}>
        {may(me, "catalog.update") ? (
          <Checkbox checked={options.create_options ?? false} onChange={(e) => onChange({ create_options: e.target.checked })}>
            {t("import.settings.createOptions")}
          </Checkbox>
        ) : null}
        <Checkbox checked={options.create_records ?? false} onChange={(e) => onChange({ create_records: e.target.checked })}>
          {t("import.settings.createRecords")}
        </Checkbox>
        {duplicates === "update" ? (
          <Checkbox checked={options.blanks === "clear"} onChange={(e) => onChange({ blanks: e.target.checked ? "clear" : "keep" })}>
            {t("import.settings.clearBlanks")}
          </Checkbox>
        ) : null}
      </div>
    </section>
  );
}
