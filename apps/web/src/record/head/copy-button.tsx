import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../icons/icon.tsx";
import { copyText } from "../../outbox/copy-text.ts";

/** Copies a value and says so where the finger is. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation();
  const [isDone, setDone] = useState(false);
  const copy = async () => {
    if (!(await copyText(text))) return;
    setDone(true);
    setTimeout(() => setDone(false), 1500);
  };
  return (
    <button type="button" className="k-small-button" aria-label={label} title={isDone ? t("common.copied") : label} onClick={() => void copy()}>
      <Icon name={isDone ? "check" : "copy"} size={13} />
      <span className="k-visually-hidden" role="status">
        {isDone ? t("common.copied") : ""}
      </span>
    </button>
  );
}
