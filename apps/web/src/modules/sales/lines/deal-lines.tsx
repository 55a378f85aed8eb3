import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, useCatalog } from "../../../api/catalog.ts";
import { records } from "../../../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../../../api/types.ts";
import { FieldValue, isEmptyValue } from "../../../fields/cells.tsx";
import { formatMoney, formatNumber } from "../../../format/number.ts";
import { useIsNarrow } from "../../../preferences/use-media.ts";
import { AddLine } from "./add-line.tsx";
import { LineRow } from "./line-row.tsx";
import { LinesTotal } from "./lines-total.tsx";
import "./lines.css";

const most = 1000;
const shownAtFirst = 30;
const shownOnPhones = 2;

/** The products on a deal, changed where they stand: arrows and Enter move between cells, the total follows while typing. */
export default function DealLines({ object, record }: { object: ObjectInfo; record: ApiRecord }) {
  const { t } = useTranslation();
  const line = useCatalog().byName.get("opportunity_line");
  const [typed, setTyped] = useState<Record<string, Record<string, unknown>>>({});
  const [isWhole, setWhole] = useState(false);
  const isNarrow = useIsNarrow();
  const { data, error } = useQuery({
    queryKey: ["records", "opportunity_lines", "list", "deal", record.id],
    queryFn: () =>
      records.list("opportunity_lines", {
        filter: JSON.stringify({ opportunity_id: record.id }),
        sort: "position,created_at",
        expand: "product_id",
        limit: most,
        count: "exact",
      }),
    enabled: line?.can.read === true,
  });
  if (!line?.can.read) return null;
  const lines = data?.data ?? [];
  const canEdit = object.can.update && line.can.update;
  const currency = String(record.amount_currency ?? "CNY");
  if (data && lines.length === 0 && !canEdit && isEmptyValue(record.product_ids)) return null;
  const listed = new Set(lines.map((l) => l.product_id));
  const wanted = data && Array.isArray(record.product_ids) ? record.product_ids.filter((id) => !listed.has(id)) : [];
  const products = fieldOf(object, "product_ids");
  const shown = isWhole ? lines : lines.slice(0, isNarrow ? shownOnPhones : shownAtFirst);
  const live = lines.map((l) => ({ ...l, ...typed[l.id] }));
  return (
    <section className="k-panel k-lines" aria-label={t("sales.lines.title")}>
      <div className="k-panel-head">
        <h2>{t("sales.lines.title")}</h2>
        <span className="k-muted">{lines.length ? formatNumber(data?.count ?? lines.length) : ""}</span>
      </div>
      {error ? <p className="k-error">{error.message}</p> : null}
      {data ? null : <div className="k-bone" style={{ width: "70%", margin: "4px 16px 12px" }} />}
      {lines.length ? (
        <table className="k-lines-table" onKeyDown={moveByKeys}>
          <caption className="k-visually-hidden">{t("sales.lines.title")}</caption>
          <thead>
            <tr className="k-lines-head">
              {(["product", "quantity", "price", "discount", "amount"] as const).map((name) => (
                <th key={name} scope="col" className={name === "product" ? undefined : "k-num"}>
                  {t(`sales.lines.${name}`)}
                </th>
              ))}
              <th scope="col">
                <span className="k-visually-hidden">{t("sales.lines.remove")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((one) => (
              <LineRow
                key={one.id}
                object={line}
                line={one}
                currency={currency}
                canEdit={canEdit}
                onTyping={(values) => setTyped((now) => ({ ...now, [one.id]: values }))}
              />
            ))}
          </tbody>
        </table>
      ) : null}
      {lines.length > shown.length ? (
        <button type="button" className="k-link-button k-lines-more" onClick={() => setWhole(true)}>
          {t("sales.lines.all", { count: lines.length })}
        </button>
      ) : null}
      {products && wanted.length > 0 ? (
        <p className="k-lines-wanted">
          <span className="k-muted">{t("sales.lines.wanted")}</span> <FieldValue field={products} value={wanted} record={record} />
        </p>
      ) : null}
      {canEdit ? <AddLine object={line} deal={record} isFirst={data !== undefined && lines.length === 0} onAdded={() => setWhole(true)} /> : null}
      {lines.length ? <LinesTotal object={object} deal={record} lines={live} isWhole={(data?.count ?? 0) <= most} canEdit={canEdit} /> : null}
      <span className="k-visually-hidden" role="status">
        {lines.length ? t("sales.lines.spoken", { amount: formatMoney(String(record.amount ?? 0), currency) }) : ""}
      </span>
    </section>
  );
}

/** Enter and the vertical arrows go to the same cell of the next or last row; after the last row, to the field that adds one. */
function moveByKeys(event: React.KeyboardEvent<HTMLTableElement>) {
  const input = event.target as HTMLElement;
  const cell = input.dataset.cell;
  const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" || event.key === "Enter" ? 1 : 0;
  if (!cell || step === 0 || event.nativeEvent.isComposing) return;
  event.preventDefault();
  const cells = [...event.currentTarget.querySelectorAll<HTMLInputElement>(`[data-cell="${cell}"]`)];
  const next = cells[cells.indexOf(input as HTMLInputElement) + step];
  if (next) {
    next.focus();
    next.select();
  } else if (step > 0) event.currentTarget.closest(".k-lines")?.querySelector<HTMLElement>(".k-lines-add input")?.focus();
}
