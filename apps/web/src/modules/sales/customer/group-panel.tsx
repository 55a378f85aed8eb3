import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type GroupMember, sales } from "../../../api/sales.ts";
import type { ApiRecord, ObjectInfo } from "../../../api/types.ts";
import { formatCompactMoney, formatNumber } from "../../../format/number.ts";
import { GroupBranch } from "./group-branch.tsx";
import { sumsOf } from "./group-sums.ts";
import "./customer.css";

/** The group a customer belongs to, with what its deals come to; nothing for a customer that stands alone. */
export default function GroupPanel({ record }: { object: ObjectInfo; record: ApiRecord }) {
  const { t } = useTranslation();
  const { data } = useQuery({
    queryKey: ["records", "customers", "one", record.id, "group", record.parent_id ?? null],
    queryFn: () => sales.group(record.id),
  });
  if (!data || !hasOthers(data.root)) return null;
  const { open, won } = sumsOf(data.root);
  const money = (amount: string | null) => (amount === null ? "—" : formatCompactMoney(amount, data.currency));
  return (
    <section className="k-panel is-padded k-group" aria-label={t("sales.group.title")}>
      <div className="k-panel-head">
        <h2>{t("sales.group.title")}</h2>
        <span className="k-muted">{t("sales.group.count", { count: data.count, shown: formatNumber(data.count) })}</span>
      </div>
      <dl className="k-group-sums">
        <div>
          <dt>{t("sales.group.open", { count: open.count })}</dt>
          <dd>{money(open.amount)}</dd>
        </div>
        <div>
          <dt>{t("sales.group.won", { count: won.count })}</dt>
          <dd>{money(won.amount)}</dd>
        </div>
      </dl>
      <ul className="k-group-tree">
        <GroupBranch member={data.root} currency={data.currency} depth={0} />
      </ul>
      {data.is_truncated ? <p className="k-muted">{t("sales.group.truncated")}</p> : null}
    </section>
  );
}

function hasOthers(member: GroupMember): boolean {
  return !member.is_self || member.children.length > 0;
}
