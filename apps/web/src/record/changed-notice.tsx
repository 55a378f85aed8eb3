import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf } from "../api/catalog.ts";
import { onChange } from "../api/live.ts";
import { useMe } from "../api/me.ts";
import { useRecordName } from "../api/record-names.ts";
import type { Change, ObjectInfo } from "../api/types.ts";
import { Icon } from "../icons/icon.tsx";

const shownFor = 12_000;

/** Says who has just changed what; the page itself follows by live updates, and nothing moves for it. */
export function ChangedNotice({ object, id }: { object: ObjectInfo; id: string }) {
  const { t } = useTranslation();
  const me = useMe();
  const [change, setChange] = useState<Change | null>(null);
  useEffect(
    () =>
      onChange((c) => {
        if (c.object === object.name && c.id === id && c.actor !== me.id && c.kind === "updated" && c.origin !== "rule") setChange(c);
      }),
    [object.name, id, me.id],
  );
  useEffect(() => {
    if (!change) return;
    const timer = setTimeout(() => setChange(null), shownFor);
    return () => clearTimeout(timer);
  }, [change]);
  const name = useRecordName("user", change?.actor ?? null);
  const fields = Object.keys(change?.diff ?? {}).flatMap((n) => fieldOf(object, n) ?? []);
  const told = fields.filter((f) => !f.read_only && !f.companion_of).slice(0, 3);
  return (
    <div className="k-changed" role="status">
      {change ? (
        <div className="k-notice-bar">
          <Icon name="history" />
          <span>
            {t(told.length > 0 ? "record.changed.fields" : "record.changed.updated", {
              name: name ?? t("record.someone"),
              fields: told.map((f) => labelOf(f.label)).join(t("outbox.comma")),
            })}
          </span>
          <button type="button" className="k-icon-button" aria-label={t("common.close")} onClick={() => setChange(null)}>
            <Icon name="close" size={14} />
          </button>
        </div>
      ) : null}
    </div>
  );
}
