import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../icons/icon.tsx";

/** One file by drop or choice. */
export function FileDrop({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);
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
      <input
        type="file"
        className="k-visually-hidden"
        accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={(e) => take(e.target.files)}
      />
    </label>
  );
}
