import { App } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { uploadFile } from "../../api/files.ts";
import { Icon } from "../../icons/icon.tsx";
import type { InputProps } from "../field-module.ts";
import { FileLink } from "./cell.tsx";
import "./file.css";

export const isWide = true;

/** Files by drop or choice; each is stored at once, and the record keeps the ids. */
export function Input({ id, value, onChange, describedBy }: InputProps) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const ids = Array.isArray(value) ? (value as string[]) : [];
  const latest = useRef(ids);
  latest.current = ids;
  const [uploading, setUploading] = useState(0);
  const [isOver, setOver] = useState(false);
  const add = async (files: FileList | null) => {
    for (const file of Array.from(files ?? [])) {
      setUploading((n) => n + 1);
      try {
        const stored = await uploadFile(file);
        latest.current = [...latest.current, stored.id];
        onChange(latest.current);
      } catch (error) {
        void message.error(`${file.name}: ${(error as Error).message}`);
      }
      setUploading((n) => n - 1);
    }
  };
  return (
    <div className="k-files">
      {ids.map((fileId) => (
        <div key={fileId} className="k-files-item">
          <FileLink id={fileId} />
          <button type="button" className="k-icon-button" aria-label={t("common.remove")} onClick={() => onChange(ids.filter((i) => i !== fileId))}>
            <Icon name="close" size={14} />
          </button>
        </div>
      ))}
      <label
        className={`k-drop${isOver ? " is-over" : ""}`}
        onDragOver={(e) => {
          e.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(e) => {
          e.preventDefault();
          setOver(false);
          void add(e.dataTransfer.files);
        }}
      >
        <Icon name="upload" />
        <span>{uploading > 0 ? t("fields.uploading", { count: uploading }) : t("fields.dropFiles")}</span>
        <input id={id} className="k-visually-hidden" type="file" multiple aria-describedby={describedBy} onChange={(e) => void add(e.target.files)} />
      </label>
    </div>
  );
}
