import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../icons/icon.tsx";

/** One file by drop, choice or paste; cells copied from a spreadsheet are a file too. */
export function FileDrop({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const file = event.clipboardData?.files[0];
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (file) onFile(file);
      else if (text.includes("\n")) onFile(new File([text], `${t("import.pasted")}.tsv`, { type: "text/tab-separated-values" }));
    };
    addEventListener("paste", onPaste);
    return () => removeEventListener("paste", onPaste);
  }, [onFile, t]);
  const take = (files: FileList | null) => files?.[0] && onFile(files[0]);
  return (
    <label
      className={`k-import-drop${isOver ? " is-over" : ""}`}
      onDragOver={(e) => {
        e.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(e) => {
        e.preventDefault();
        setOver(false);
        take(e.dataTransfer.files);
      }}
    >
      <span className="k-empty-icon">
        <Icon name="upload" size={22} />
      </span>
      <span className="k-strong">{t("import.drop")}</span>
      <span className="k-muted">{t("import.formats")}</span>
      <span className="k-muted">{t("import.paste")}</span>
      <input
        type="file"
        className="k-visually-hidden"
        accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={(e) => take(e.target.files)}
      />
    </label>
  );
}
