import { Select } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ImportPreview } from "../api/imports.ts";
import type { ObjectInfo } from "../api/types.ts";
import { mappingTargets } from "./mapping-targets.ts";

/** Which field each column of the file fills, with how sure the suggestion is. */
export function MappingTable({
  object,
  preview,
  onChange,
}: {
  object: ObjectInfo;
  preview: ImportPreview;
  onChange: (mapping: Record<string, string | null>) => void;
}) {
  const { t } = useTranslation();
  const targets = useMemo(() => mappingTargets(object, preview, t), [object, preview, t]);
  const taken = new Set(Object.values(preview.mapping).filter(Boolean));
  const matched = Object.values(preview.mapping).filter(Boolean).length;
  return (
    <section className="k-panel" aria-label={t("import.mapping.title")}>
      <div className="k-panel-head" style={{ padding: "12px 14px 0", marginBottom: 4 }}>
        <h2 style={{ fontSize: 13 }}>{t("import.mapping.title")}</h2>
        <span className="k-muted">{t("import.mapping.matched", { matched, total: preview.columns.length })}</span>
      </div>
      <table className="k-map">
        <thead>
          <tr>
            <th scope="col">{t("import.mapping.column")}</th>
            <th scope="col">{t("import.mapping.field")}</th>
            <th scope="col">{t("import.mapping.confidence")}</th>
            <th scope="col">{t("import.mapping.samples")}</th>
          </tr>
        </thead>
        <tbody>
          {preview.columns.map((column) => {
            const suggestion = preview.suggestions.find((s) => s.column === column);
            const chosen = preview.mapping[column] ?? null;
            return (
              <tr key={column}>
                <td className="k-strong">{column}</td>
                <td>
                  <Select
                    aria-label={t("import.mapping.fieldFor", { column })}
                    value={chosen ?? ""}
                    onChange={(next) => onChange({ ...preview.mapping, [column]: next || null })}
                    options={[
                      { value: "", label: t("import.mapping.skip") },
                      ...targets.map((o) => ({ ...o, disabled: taken.has(o.value) && o.value !== chosen })),
                    ]}
                    showSearch={{ optionFilterProp: "label" }}
                    popupMatchSelectWidth={260}
                  />
                </td>
                <td>
                  {chosen && suggestion?.field === chosen ? (
                    <Confidence value={suggestion.confidence} />
                  ) : (
                    <span className="k-muted">{chosen ? t("import.mapping.byHand") : "—"}</span>
                  )}
                </td>
                <td className="k-muted">{suggestion?.samples.filter(Boolean).join(" · ")}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Confidence({ value }: { value: number }) {
  const { t } = useTranslation();
  const level = value >= 0.85 ? "sure" : value >= 0.6 ? "likely" : "unsure";
  const tone = { sure: "jade", likely: "blue", unsure: "amber" }[level];
  return (
    <span className={`k-tag is-${tone}`}>
      {t(`import.mapping.${level}`)} {Math.round(value * 100)}%
    </span>
  );
}
