import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isWritable } from "../api/catalog.ts";
import type { ObjectInfo } from "../api/types.ts";
import { changedValues } from "../form/defaults.ts";
import { Icon } from "../icons/icon.tsx";
import { copyText } from "../outbox/copy-text.ts";

/** Says beside the buttons, always in sight, that the event is gone and what becomes of what was typed. */
export function LostNote({ isNew }: { isNew: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="k-form-alert" role="alert">
      <Icon name="warning" />
      <div>{t(isNew ? "calendar.lostTyped.saved" : "calendar.lostTyped.copied")}</div>
    </div>
  );
}

export function CopyTyped({ text }: { text: string }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  return (
    <Button type="primary" onClick={() => void copyText(text).then(setCopied)}>
      {t(isCopied ? "common.copied" : "common.copy")}
    </Button>
  );
}

/** What of an event that is gone a new one of the reader's own begins with. */
export function valuesAnew(object: ObjectInfo, values: Record<string, unknown>): Record<string, unknown> {
  const fields = object.fields.filter((f) => isWritable(f) && f.name !== "owner_id" && f.name !== "department_id");
  return changedValues({}, Object.fromEntries(fields.map((f) => [f.name, values[f.name]])));
}
