import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { formatBytes } from "../../format/number.ts";
import { Icon } from "../../icons/icon.tsx";
import type { Attached } from "./use-attachments.ts";

/** Files of what is being written, with what became of each. */
export function ComposerFiles({ files, onRemove, onRetry }: { files: readonly Attached[]; onRemove: (key: string) => void; onRetry: (key: string) => void }) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  if (files.length === 0) return null;
  /** What was pressed goes with its file: the focus goes on at the next one, or back to the text. */
  const remove = (key: string, at: number) => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>("[data-remove]") ?? [])];
    (buttons[at + 1] ?? buttons[at - 1] ?? list.current?.closest("form")?.querySelector("textarea"))?.focus();
    onRemove(key);
  };
  return (
    <ul className="k-composer-files" ref={list}>
      {files.map((file, at) => (
        <li key={file.key}>
          <Icon name={file.problem ? "warning" : "file"} size={14} />
          <bdi className="k-ellipsis">{file.name}</bdi>
          <span className={file.problem ? "k-error" : "k-muted"}>
            {file.problem ?? (file.id ? formatBytes(file.size) : t("fields.uploading", { count: 1 }))}
          </span>
          <span className="k-space" />
          {file.problem && !file.isRefused ? (
            <button type="button" className="k-link-button" onClick={() => onRetry(file.key)}>
              {t("common.tryAgain")}
            </button>
          ) : null}
          <button type="button" className="k-small-button" data-remove aria-label={`${t("common.remove")} ${file.name}`} onClick={() => remove(file.key, at)}>
            <Icon name="close" size={13} />
          </button>
        </li>
      ))}
    </ul>
  );
}
