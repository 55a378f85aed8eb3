import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Group, type GroupMember, sales } from "../../../api/sales.ts";
import type { ApiRecord, ObjectInfo } from "../../../api/types.ts";
import { formatCompactMoney, formatNumber } from "../../../format/number.ts";
import { Icon } from "../../../icons/icon.tsx";
import { lazyReady } from "../../../shell/lazy-ready.ts";
import { GroupBranch } from "./group-branch.tsx";
import { sumsOf } from "./group-sums.ts";
import "./customer.css";

const QuickCreate = lazyReady(() => import("../../../record/related/quick-create.tsx"));

/** The group a customer belongs to, with what its deals come to; another company is added below it where it stands. */
export default function GroupPanel({ object, record }: { object: ObjectInfo; record: ApiRecord }) {
  const { t } = useTranslation();
  const [isAdding, setAdding] = useState(false);
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: ["records", "customers", "one", record.id, "group", record.parent_id ?? null],
    queryFn: () => sales.group(record.id),
  });
  const group = data && hasOthers(data.root) ? data : null;
  if (data && !group && !object.can.create) return null;
  return (
    <section className="k-panel is-padded k-group" aria-label={t("sales.group.title")}>
      <div className="k-panel-head">
        <h2>{t("sales.group.title")}</h2>
        <span className="k-muted">{group ? t("sales.group.count", { count: group.count, shown: formatNumber(group.count) }) : ""}</span>
        {object.can.create ? (
          <button type="button" className="k-small-button" aria-label={t("sales.group.add")} aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
            <Icon name="plus" size={14} />
          </button>
        ) : null}
      </div>
      {isAdding ? (
        <Suspense fallback={null}>
          <QuickCreate
            object={object}
            initial={{ parent_id: record.id }}
            onClose={() => {
              setAdding(false);
              void queries.invalidateQueries({ queryKey: ["records", object.path, "one", record.id, "group"] });
            }}
          />
        </Suspense>
      ) : null}
      {data ? null : <div className="k-bone" style={{ width: "60%", margin: "6px 0" }} />}
      {group ? <Members group={group} /> : null}
      {data && !group && !isAdding ? <p className="k-muted">{t("sales.group.alone")}</p> : null}
    </section>
  );
}

function Members({ group }: { group: Group }) {
  const { t } = useTranslation();
  const { open, won } = sumsOf(group.root);
  const money = (amount: string | null) => (amount === null ? "—" : formatCompactMoney(amount, group.currency));
  return (
    <>
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
        <GroupBranch member={group.root} currency={group.currency} depth={0} />
      </ul>
      {group.is_truncated ? <p className="k-muted">{t("sales.group.truncated")}</p> : null}
    </>
  );
}

function hasOthers(member: GroupMember): boolean {
  return !member.is_self || member.children.length > 0;
}
