import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { onChange } from "../api/live.ts";
import { useMe } from "../api/me.ts";
import { useRecordName } from "../api/record-names.ts";
import type { Change, ObjectInfo } from "../api/types.ts";
import { Icon } from "../icons/icon.tsx";

/** Says who has just changed the record; the page itself follows by live updates. */
export function ChangedNotice({ object, id }: { object: ObjectInfo; id: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const [change, setChange] = useState<Change | null>(null);
  useEffect(
    () =>
      onChange((c) => {
        if (c.object === object.name && c.id === id && c.actor !== me.id && ["updated", "deleted", "removed", "restored"].includes(c.kind)) setChange(c);
      }),
    [object.name, id, me.id],
  );
  const name = useRecordName("user", change?.actor ?? null);
  if (!change) return <div role="status" />;
  const isGone = change.kind === "deleted" || change.kind === "removed";
  return (
    <div className="k-notice-bar" role="status">
      <Icon name="history" />
      <span>{t(isGone ? `record.changed.${change.kind}` : "record.changed.updated", { name: name ?? t("record.someone") })}</span>
      <span className="k-space" />
      {isGone ? (
        <button type="button" className="k-link-button" onClick={() => void navigate({ to: "/o/$path", params: { path: object.path } })}>
          {t("record.changed.toList")}
        </button>
      ) : null}
      <button type="button" className="k-icon-button" aria-label={t("common.close")} onClick={() => setChange(null)}>
        <Icon name="close" size={14} />
      </button>
    </div>
  );
}
