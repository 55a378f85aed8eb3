import { useQuery } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import { useTranslation } from "react-i18next";
import { expandable, fieldOf, labelOf } from "../../api/catalog.ts";
import { useRecordName } from "../../api/record-names.ts";
import { records } from "../../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import { FieldValue } from "../../fields/cells.tsx";
import { formatRelative } from "../../format/date.ts";
import { BoneRows } from "../../shell/page-skeleton.tsx";

interface Props {
  object: ObjectInfo;
  /** The record as it was when the person began. */
  seen: ApiRecord;
  mine: Record<string, unknown>;
  onOverwrite: (version: number) => void;
  onDiscard: () => void;
  onCancel: () => void;
}

/** Someone was faster: shows who changed what, beside one's own value, and asks which should stand. */
export default function ConflictDialog({ object, seen, mine, onOverwrite, onDiscard, onCancel }: Props) {
  const { t } = useTranslation();
  const expand = expandable(object.fields).join(",");
  const now = useQuery({
    queryKey: ["records", object.path, "one", seen.id, "conflict"],
    queryFn: () => records.get(object.path, seen.id, expand ? { expand } : {}),
    staleTime: 0,
    gcTime: 0,
  });
  const history = useQuery({
    queryKey: ["records", object.path, "one", seen.id, "conflict-history"],
    queryFn: () => records.history(object.path, seen.id, { limit: 20 }),
    staleTime: 0,
    gcTime: 0,
  });
  const latest = history.data?.data.find((entry) => entry.kind === "updated");
  const who = useRecordName("user", latest?.actor ?? null);
  const current = now.data;
  const changed = current
    ? object.fields.filter(
        (f) =>
          !["version", "updated_at", "updated_by", "id"].includes(f.name) && JSON.stringify(current[f.name] ?? null) !== JSON.stringify(seen[f.name] ?? null),
      )
    : [];
  const names = [...new Set([...changed.map((f) => f.name), ...Object.keys(mine)])];
  return (
    <Modal
      open
      title={t("record.conflict.title")}
      onCancel={onCancel}
      width={640}
      footer={
        <div className="k-drawer-foot" style={{ display: "flex", gap: 8, justifyContent: "flex-end" }}>
          <Button onClick={onDiscard}>{t("record.conflict.discard")}</Button>
          <Button type="primary" disabled={!current} onClick={() => current && onOverwrite(current.version as number)}>
            {t("record.conflict.overwrite")}
          </Button>
        </div>
      }
    >
      {current ? (
        <>
          <p style={{ marginBottom: 12 }}>
            {t("record.conflict.who", { name: who ?? t("record.someone"), when: formatRelative(latest?.at ?? String(current.updated_at)) })}
          </p>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls sideways */}
          <div className="k-table-scroll" tabIndex={0} role="region" aria-label={t("record.conflict.title")}>
            <table className="k-plain-table">
              <thead>
                <tr>
                  <th scope="col">{t("record.conflict.field")}</th>
                  <th scope="col">{t("record.conflict.seen")}</th>
                  <th scope="col">{t("record.conflict.theirs")}</th>
                  <th scope="col">{t("record.conflict.mine")}</th>
                </tr>
              </thead>
              <tbody>
                {names.map((name) => {
                  const field = fieldOf(object, name);
                  if (!field) return null;
                  return (
                    <tr key={name}>
                      <th scope="row">{labelOf(field.label)}</th>
                      <td>
                        <FieldValue field={field} value={seen[name]} record={seen} />
                      </td>
                      <td className={changed.includes(field) ? "k-strong" : undefined}>
                        <FieldValue field={field} value={current[name]} record={current} />
                      </td>
                      <td>
                        {name in mine ? <FieldValue field={field} value={mine[name]} /> : <span className="k-muted">{t("record.conflict.unchanged")}</span>}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        </>
      ) : (
        <BoneRows count={3} />
      )}
    </Modal>
  );
}
