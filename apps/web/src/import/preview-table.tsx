import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../api/catalog.ts";
import type { ImportPreview, Verdict } from "../api/imports.ts";
import type { FieldInfo, ObjectInfo } from "../api/types.ts";
import { FieldValue } from "../fields/cells.tsx";

/** The first rows as they would be read: the file's words, and below them what they become where that differs. */
export function PreviewTable({ object, preview, isStale }: { object: ObjectInfo; preview: ImportPreview; isStale: boolean }) {
  const { t } = useTranslation();
  const bad = preview.rows.filter((r) => r.problem || r.verdicts.some((v) => !v.ok)).length;
  return (
    <section className="k-panel" aria-label={t("import.preview.title")} aria-busy={isStale}>
      <div className="k-panel-head" style={{ padding: "12px 14px 0", marginBottom: 6 }}>
        <h2 style={{ fontSize: 13 }}>{t("import.preview.title")}</h2>
        <span className={bad > 0 ? "k-error" : "k-muted"}>
          {preview.rows.length === 0
            ? t("import.preview.none")
            : bad > 0
              ? t("import.preview.bad", { bad, count: preview.rows.length })
              : t("import.preview.fine", { count: preview.rows.length })}
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls */}
      <div className="k-preview-scroll" tabIndex={0} role="region" aria-label={t("import.preview.title")} style={{ opacity: isStale ? 0.6 : 1 }}>
        <table className="k-preview">
          <thead>
            <tr>
              <th scope="col">{t("import.preview.row")}</th>
              {preview.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((row) => (
              <tr key={row.row} className={row.problem ? "is-broken" : undefined}>
                <td className="k-muted" title={row.problem?.message}>
                  {row.row}
                  {row.problem ? <small>{row.problem.message}</small> : null}
                </td>
                {preview.columns.map((column, i) => {
                  const target = preview.mapping[column];
                  const name = target?.split(".")[0];
                  const verdict = row.verdicts.find((v) => v.field === name);
                  return (
                    <PreviewCell
                      key={column}
                      text={row.cells[i] ?? ""}
                      verdict={verdict}
                      field={name ? fieldOf(object, name) : undefined}
                      isPart={target?.includes(".") ?? false}
                    />
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function PreviewCell({ text, verdict, field, isPart }: { text: string; verdict: Verdict | undefined; field: FieldInfo | undefined; isPart: boolean }) {
  if (!verdict || !field) return <td className="k-muted">{text}</td>;
  if (!verdict.ok)
    return (
      <td className="is-bad" title={verdict.message}>
        {text || "—"}
        <small>{verdict.message?.replaceAll(`“${field.name}”`, `“${labelOf(field.label)}”`)}</small>
      </td>
    );
  const differs = !isPart && verdict.value !== null && verdict.value !== undefined && typeof verdict.value !== "object" && String(verdict.value) !== text;
  return (
    <td>
      {text}
      {differs ? (
        <small className="k-read">
          → <FieldValue field={field} value={verdict.value} isDense />
        </small>
      ) : null}
    </td>
  );
}
