import { useTranslation } from "react-i18next";
import { formatBytes } from "../../format/number.ts";
import { Icon } from "../../icons/icon.tsx";
import type { Attached } from "./use-attachments.ts";

/** Files of what is being written, with what became of each. */
export function ComposerFiles({ files, onRemove, onRetry }: { files: readonly Attached[]; onRemove: (key: string) => void; onRetry: (key: string) => void }) {
  const { t } = useTranslation();
  if (files.length === 0) return null;
  return (
    <ul className="k-composer-files">
      {files.map((file) => (
        <li key={file.key}>
          <Icon name={file.problem ? "warning" : "file"} size={14} />
          <bdi className="k-ellipsis">{file.name}</bdi>
          <span className={file.problem ? "k-error" : "k-muted"}>
            {file.problem ?? (file.id ? formatBytes(file.size) : t("fields.uploading", { count: 1 }))}
          </span>
          <span className="k-space" />
          {file.problem ? (
            <button type="button" className="k-link-button" onClick={() => onRetry(file.key)}>
              {t("common.tryAgain")}
            </button>
          ) : null}
          <button type="button" className="k-small-button" aria-label={`${t("common.remove")} ${file.name}`} onClick={() => onRemove(file.key)}>
            <Icon name="close" size={13} />
          </button>
        </li>
      ))}
    </ul>
  );
}
