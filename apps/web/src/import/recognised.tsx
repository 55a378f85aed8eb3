import { useTranslation } from "react-i18next";
import type { ImportPreview } from "../api/imports.ts";
import { formatBytes } from "../format/number.ts";
import { Icon } from "../icons/icon.tsx";
import { delimiterNames } from "./import-settings.tsx";

/** The file and what was recognised of it, in one line of words. */
export function Recognised({ file, preview, onOther }: { file: File; preview: ImportPreview | undefined; onOther: () => void }) {
  const { t } = useTranslation();
  const { format } = preview ?? {};
  const words = format
    ? [
        format.kind === "xlsx" ? t("import.recognised.workbook", { sheet: format.sheet ?? "" }) : format.encoding?.toUpperCase(),
        format.delimiter
          ? t("import.recognised.delimiter", {
              delimiter: t(`import.settings.delimiters.${delimiterNames[format.delimiter] ?? "other"}`, { value: format.delimiter }),
            })
          : null,
        t("import.recognised.columns", { count: preview?.columns.length ?? 0 }),
      ].filter(Boolean)
    : [];
  return (
    <div className="k-panel is-padded k-row-gap k-recognised">
      <Icon name="file" />
      <span className="k-strong k-ellipsis">{file.name}</span>
      <span className="k-muted">{formatBytes(file.size)}</span>
      {words.map((word) => (
        <span key={word} className="k-tag is-gray">
          {word}
        </span>
      ))}
      <span className="k-space" />
      <button type="button" className="k-link-button" onClick={onOther}>
        {t("import.otherFile")}
      </button>
    </div>
  );
}
