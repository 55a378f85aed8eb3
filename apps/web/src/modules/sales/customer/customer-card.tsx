import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf, titleOf, useCatalog } from "../../../api/catalog.ts";
import type { ApiRecord, ObjectInfo } from "../../../api/types.ts";
import { FieldValue, isEmptyValue } from "../../../fields/cells.tsx";
import { formatSums } from "../../../format/money-sums.ts";
import { formatNumber } from "../../../format/number.ts";
import { recordQuery } from "../../../record/record-query.ts";
import { BoneRows } from "../../../shell/page-skeleton.tsx";
import { FigureLink } from "../home/figure-link.tsx";
import { countOf, openDeals, sumOf, useFigures } from "../home/figures.ts";
import "./customer.css";

const shown = ["level", "industry", "mobile", "phone", "last_contact_at"];

/** Who a deal is with: the customer at a glance, and what else is under way there. */
export default function CustomerCard({ record }: { object: ObjectInfo; record: ApiRecord }) {
  const customer = useCatalog().byName.get("customer");
  const id = typeof record.customer_id === "string" ? record.customer_id : null;
  // a customer out of sight has been told by the record already
  return customer?.can.read && id && record.customer ? <Card object={customer} id={id} /> : null;
}

function Card({ object, id }: { object: ObjectInfo; id: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(recordQuery(object, id));
  const deals = { customer_id: id, ...openDeals };
  const { rows } = useFigures({ object: "opportunity", group: "amount_currency", measures: "count,sum(amount)", filter: deals, scene: "all" });
  if (!data)
    return (
      <div className="k-panel is-padded">
        <BoneRows count={3} />
      </div>
    );
  const count = countOf(rows);
  const fields = shown.flatMap((name) => fieldOf(object, name) ?? []).filter((f) => !isEmptyValue(data[f.name]));
  return (
    <section className="k-panel is-padded" aria-label={labelOf(object.label)}>
      <div className="k-panel-head">
        <h2>{labelOf(object.label)}</h2>
      </div>
      <Link to="/o/$path/$id" params={{ path: object.path, id }} className="k-strong k-customer-name">
        <bdi>{titleOf(data, object)}</bdi>
      </Link>
      <dl className="k-facts is-plain">
        {fields.map((field) => (
          <div key={field.name} className="k-facts-row">
            <dt>{labelOf(field.label)}</dt>
            <dd dir="auto">
              <FieldValue field={field} value={data[field.name]} record={data} />
            </dd>
          </div>
        ))}
        {count > 0 ? (
          <div className="k-facts-row">
            <dt>{t("sales.customer.open")}</dt>
            <dd>
              <FigureLink path="opportunities" filter={deals} scope="team">
                {t("sales.customer.deals", { count, shown: formatNumber(count), sum: formatSums(sumOf(rows, "sum(amount)")) })}
              </FigureLink>
            </dd>
          </div>
        ) : null}
      </dl>
    </section>
  );
}
