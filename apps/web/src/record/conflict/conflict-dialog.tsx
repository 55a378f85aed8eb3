import { useQuery } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { expandable, labelOf } from "../../api/catalog.ts";
import { useRecordName } from "../../api/record-names.ts";
import { records } from "../../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../../api/types.ts";
import { FieldValue } from "../../fields/cells.tsx";
import { formatRelative } from "../../format/date.ts";
import { saveRecord } from "../../outbox/save-record.ts";
import { BoneRows } from "../../shell/page-skeleton.tsx";
import { type ConflictRow, chosenValues, conflictRows, type Side } from "./conflict-rows.ts";
import "../../form/form.css";
import "./conflict.css";

interface Props {
  object: ObjectInfo;
  /** The record as it was when the person began; at least the fields they touched. */
  seen: ApiRecord;
  mine: Record<string, unknown>;
  /** What was chosen is stored. */
  onResolved: (record: ApiRecord | null) => void;
  /** Back to what was being edited, with everything typed. */
  onCancel: () => void;
}

/** Two people changed the same field: shows both values and lets one choose field by field. */
export default function ConflictDialog({ object, seen, mine, onResolved, onCancel }: Props) {
  const { t } = useTranslation();
  const [choices, setChoices] = useState<Record<string, Side>>({});
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
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
  const current = now.data;
  const rows = current ? conflictRows(object, seen, mine, current) : [];
  const clashing = rows.filter((r) => r.choice === "mine");
  const theirs = rows.filter((r) => r.choice === "theirs");
  const latest = history.data?.data.find((entry) => entry.kind === "updated" && clashing.some((r) => r.names.some((n) => n in entry.diff)));
  const who = useRecordName("user", latest?.actor ?? null);
  const save = async () => {
    if (!current) return;
    const values = chosenValues(rows, choices, mine, current);
    if (Object.keys(values).length === 0) return onResolved(current);
    setBusy(true);
    setProblem(undefined);
    try {
      const outcome = await saveRecord(object, current, values);
      if (outcome.state === "conflict") await now.refetch();
      else return onResolved(outcome.state === "saved" ? outcome.record : null);
    } catch (error) {
      setProblem((error as Error).message);
    }
    setBusy(false);
  };
  const chooseAll = (side: Side) => setChoices(Object.fromEntries(clashing.map((r) => [r.field.name, side])));
  return (
    <Modal
      open
      title={t("record.conflict.title")}
      onCancel={onCancel}
      width={680}
      footer={
        <div className="k-drawer-foot">
          <Button onClick={onCancel}>{t("record.conflict.back")}</Button>
          <Button type="primary" disabled={!current} loading={isBusy} onClick={() => void save()}>
            {t("record.conflict.save")}
          </Button>
        </div>
      }
    >
      {current ? (
        <div className="k-stack">
          <p>{t("record.conflict.who", { name: who ?? t("record.someone"), when: formatRelative(latest?.at ?? String(current.updated_at)) })}</p>
          {clashing.length > 1 ? (
            <div className="k-row-gap">
              <button type="button" className="k-link-button" onClick={() => chooseAll("mine")}>
                {t("record.conflict.allMine")}
              </button>
              <button type="button" className="k-link-button" onClick={() => chooseAll("theirs")}>
                {t("record.conflict.allTheirs")}
              </button>
            </div>
          ) : null}
          {clashing.map((row) => (
            <Choice
              key={row.field.name}
              row={row}
              seen={seen}
              mine={mine}
              current={current}
              choice={choices[row.field.name] ?? row.choice}
              onChoose={(side) => setChoices((was) => ({ ...was, [row.field.name]: side }))}
            />
          ))}
          {theirs.length > 0 ? (
            <section className="k-conflict-theirs">
              <h3>{t("record.conflict.kept")}</h3>
              <dl>
                {theirs.map(({ field }) => (
                  <div key={field.name}>
                    <dt>{labelOf(field.label)}</dt>
                    <dd>
                      <FieldValue field={field} value={current[field.name]} record={current} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ) : null}
          {problem ? (
            <p className="k-field-error" role="alert">
              {problem}
            </p>
          ) : null}
        </div>
      ) : now.error ? (
        <p className="k-error">{now.error.message}</p>
      ) : (
        <BoneRows count={3} />
      )}
    </Modal>
  );
}

interface ChoiceProps {
  row: ConflictRow;
  seen: ApiRecord;
  mine: Record<string, unknown>;
  current: ApiRecord;
  choice: Side;
  onChoose: (side: Side) => void;
}

function Choice({ row: { field, isClash }, seen, mine, current, choice, onChoose }: ChoiceProps) {
  const { t } = useTranslation();
  const own = { ...current, ...mine } as ApiRecord;
  const option = (side: Side, record: ApiRecord) => (
    <label className={`k-conflict-side${choice === side ? " is-chosen" : ""}`}>
      <input type="radio" name={`conflict-${field.name}`} checked={choice === side} onChange={() => onChoose(side)} />
      <span>
        <span className="k-muted">{t(`record.conflict.${side}`)}</span>
        <span className="k-conflict-value" dir="auto">
          <FieldValue field={field} value={record[field.name]} record={side === "mine" ? ({ ...mine, id: seen.id } as ApiRecord) : record} />
        </span>
      </span>
    </label>
  );
  return (
    <fieldset className="k-conflict-row">
      <legend>{labelOf(field.label)}</legend>
      {field.name in seen ? (
        <p className="k-muted">
          {t("record.conflict.seen")} <FieldValue field={field} value={seen[field.name]} record={seen} isDense />
        </p>
      ) : null}
      {isClash ? (
        <div className="k-conflict-sides">
          {option("mine", own)}
          {option("theirs", current)}
        </div>
      ) : (
        <FieldValue field={field} value={own[field.name]} record={own} />
      )}
    </fieldset>
  );
}
