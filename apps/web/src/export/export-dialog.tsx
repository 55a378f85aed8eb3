import { useQuery } from "@tanstack/react-query";
import { Button, Modal, Progress, Radio, Select } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { labelOf } from "../api/catalog.ts";
import { exportQuery, exports_ } from "../api/exports.ts";
import type { ObjectInfo } from "../api/types.ts";
import { FormField } from "../form/form-field.tsx";
import { formatNumber } from "../format/number.ts";
import { possibleColumns, useColumns } from "../list/columns/columns.ts";
import type { ListQuery } from "../list/list-search.ts";

interface Props {
  object: ObjectInfo;
  search: ListQuery;
  total: number | undefined;
  onClose: () => void;
}

/** What the list shows, as a file: chosen columns, progress, download. */
export default function ExportDialog({ object, search, total, onClose }: Props) {
  const { t } = useTranslation();
  const { columns } = useColumns(object);
  const [format, setFormat] = useState<"csv" | "xlsx">("xlsx");
  const [fields, setFields] = useState(() => columns.map((c) => c.field.name));
  const [id, setId] = useState<string | null>(null);
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const { filter, q, scene, sort } = search;
      setId(
        (
          await exports_.create({
            object: object.name,
            format,
            fields,
            ...(filter ? { filter } : {}),
            ...(q ? { q } : {}),
            ...(scene && scene !== "all" ? { scene } : {}),
            ...(sort ? { sort } : {}),
          })
        ).id,
      );
    } catch (error) {
      setProblem((error as Error).message);
    }
    setBusy(false);
  };
  const all = possibleColumns(object);
  return (
    <Modal
      open
      title={t("export.title", { objects: labelOf(object.plural_label) })}
      onCancel={onClose}
      width={520}
      footer={
        id ? null : (
          <>
            <Button onClick={onClose}>{t("common.cancel")}</Button>
            <Button type="primary" loading={isBusy} disabled={fields.length === 0} onClick={() => void start()}>
              {t("export.start")}
            </Button>
          </>
        )
      }
    >
      {id ? (
        <ExportProgress id={id} onClose={onClose} />
      ) : (
        <div className="k-stack">
          <p>{t("export.what", { count: total ?? 0, number: total === undefined ? "…" : formatNumber(total) })}</p>
          <FormField label={t("export.format")}>
            {({ id: inputId }) => (
              <Radio.Group id={inputId} value={format} onChange={(e) => setFormat(e.target.value)}>
                <Radio value="xlsx">{t("export.xlsx")}</Radio>
                <Radio value="csv">{t("export.csv")}</Radio>
              </Radio.Group>
            )}
          </FormField>
          <FormField label={t("export.columns")}>
            {({ id: inputId }) => (
              <Select
                id={inputId}
                mode="multiple"
                value={fields}
                onChange={setFields}
                options={all.map((f) => ({ value: f.name, label: labelOf(f.label) }))}
                optionFilterProp="label"
                maxTagCount={12}
              />
            )}
          </FormField>
          <div className="k-row-gap">
            <button type="button" className="k-link-button" onClick={() => setFields(all.map((f) => f.name))}>
              {t("export.allColumns")}
            </button>
            <button type="button" className="k-link-button" onClick={() => setFields(columns.map((c) => c.field.name))}>
              {t("export.listColumns")}
            </button>
          </div>
          {problem ? (
            <p className="k-field-error" role="alert">
              {problem}
            </p>
          ) : null}
        </div>
      )}
    </Modal>
  );
}

function ExportProgress({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { data, error } = useQuery(exportQuery(id));
  const percent = data?.total ? Math.min(100, Math.floor((data.processed / data.total) * 100)) : data?.state === "done" ? 100 : 0;
  const failure = error?.message ?? (data?.state === "failed" ? (data.error?.message ?? t("export.failed")) : undefined);
  return (
    <div className="k-stack" role="status">
      <Progress percent={data?.state === "done" ? 100 : percent} {...(failure ? { status: "exception" as const } : {})} aria-label={t("export.progress")} />
      {failure ? <p className="k-field-error">{failure}</p> : null}
      {data?.state === "done" ? (
        <div className="k-row-gap">
          <a className="k-button is-primary" href={exports_.fileUrl(id)} download>
            {t("export.download")}
          </a>
          <button type="button" className="k-button" onClick={onClose}>
            {t("common.close")}
          </button>
        </div>
      ) : failure ? null : (
        <p className="k-muted">{t("export.running", { done: formatNumber(data?.processed ?? 0) })}</p>
      )}
    </div>
  );
}
