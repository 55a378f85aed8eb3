import { Modal } from "antd";
import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf, titleOf } from "../../api/catalog.ts";
import type { FieldInfo, ObjectInfo } from "../../api/types.ts";
import { FieldValue } from "../../fields/cells.tsx";
import { formatNumber } from "../../format/number.ts";
import { useBulkActions } from "../bulk/use-bulk-actions.ts";
import { resolveNames } from "./resolve-names.ts";
import type { Pasted } from "./use-paste.ts";

const shownRows = 100;
/** Of a cell: a million of them in one line take the browser minutes. */
const shownLetters = 300;
const linked = new Set(["user", "relation", "department"]);

/** What a paste would change, row by row, before anything is written. */
export default function PasteDialog({ object, pasted, onClose }: { object: ObjectInfo; pasted: Pasted; onClose: () => void }) {
  const { t } = useTranslation();
  const bulk = useBulkActions(object);
  const names = useNames(pasted);
  const { fields, rows, surplus } = pasted;
  const readValue = (field: FieldInfo, column: number, text: string): { value: unknown; problem?: string } => {
    const trimmed = text.trim();
    if (trimmed === "") return { value: null };
    if (!linked.has(field.type)) return { value: field.type === "long_text" ? text : trimmed };
    const known = names?.[column]?.get(trimmed);
    if (typeof known === "object") return { value: known.id };
    return { value: undefined, problem: t(known === "several" ? "list.paste.several" : "list.paste.unknown") };
  };
  const planned = rows.map(({ record, cells }) => ({ record, cells, values: fields.map((f, i) => readValue(f, i, cells[i] ?? "")) }));
  const wrong = planned.filter((r) => r.values.some((v) => v.problem)).length;
  const apply = () => {
    const sound = planned.filter((r) => r.values.every((v) => !v.problem));
    void bulk.rows(sound.map(({ record, values }) => ({ record, values: Object.fromEntries(fields.map((f, i) => [f.name, values[i]?.value])) })));
    onClose();
  };
  return (
    <Modal
      open
      width={720}
      title={t("list.paste.title", { count: rows.length, number: formatNumber(rows.length) })}
      onCancel={onClose}
      onOk={apply}
      okText={t("list.paste.apply", { count: rows.length - wrong, number: formatNumber(rows.length - wrong) })}
      cancelText={t("common.cancel")}
      okButtonProps={{ disabled: !names || wrong === rows.length }}
    >
      {surplus > 0 ? <p className="k-muted">{t("list.paste.surplus", { count: surplus, number: formatNumber(surplus) })}</p> : null}
      {wrong > 0 && names ? <p className="k-error">{t("list.paste.wrong", { count: wrong, number: formatNumber(wrong) })}</p> : null}
      <div className="k-paste">
        <table>
          <thead>
            <tr>
              <th scope="col">{labelOf(object.label)}</th>
              {fields.map((f) => (
                <th key={f.name} scope="col" colSpan={2}>
                  {labelOf(f.label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {planned.slice(0, shownRows).map(({ record, cells, values }) => (
              <tr key={record.id}>
                <th scope="row">{titleOf(record, object)}</th>
                {fields.map((f, i) => (
                  <PastedCell key={f.name} field={f} record={record} text={cells[i] ?? ""} problem={names ? values[i]?.problem : undefined} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shownRows ? <p className="k-muted">{t("list.bulk.more", { count: rows.length - shownRows })}</p> : null}
    </Modal>
  );
}

function PastedCell({
  field,
  record,
  text,
  problem,
}: {
  field: FieldInfo;
  record: Pasted["rows"][number]["record"];
  text: string;
  problem: string | undefined;
}) {
  return (
    <>
      <td className="k-paste-old">
        <FieldValue field={field} value={record[field.name]} record={record} isDense />
      </td>
      <td className={problem ? "is-wrong" : undefined}>
        {text.slice(0, shownLetters) || "—"}
        {problem ? <span className="k-error"> {problem}</span> : null}
      </td>
    </>
  );
}

/** Ids of the pasted names, a map for each column; null while they are looked up. */
function useNames({ fields, rows }: Pasted) {
  const [names, setNames] = useState<Awaited<ReturnType<typeof resolveNames>>[] | null>(null);
  const wanted = useMemo(() => fields.map((field, i) => ({ field, texts: linked.has(field.type) ? rows.map((r) => r.cells[i] ?? "") : [] })), [fields, rows]);
  useEffect(() => {
    let isCurrent = true;
    void Promise.all(wanted.map(({ field, texts }) => (texts.length > 0 ? resolveNames(field, texts) : new Map()))).then(
      (maps) => isCurrent && setNames(maps),
      () => isCurrent && setNames(wanted.map(() => new Map())),
    );
    return () => {
      isCurrent = false;
    };
  }, [wanted]);
  return names;
}
