import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { expandedName, labelOf, titleOf } from "../api/catalog.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../api/types.ts";
import { FieldValue, isEmptyValue } from "../fields/cells.tsx";
import { formatMoney, formatShortMoney } from "../format/number.ts";
import { Icon } from "../icons/icon.tsx";
import { Avatar } from "../shell/avatar.tsx";
import type { CardPlan } from "./card-plan.ts";
import { CardTiming } from "./card-timing.tsx";

interface Props {
  object: ObjectInfo;
  plan: CardPlan;
  record: ApiRecord | undefined;
  index: number;
  total: number;
  offset: number;
  isTabbable: boolean;
  isFresh: boolean;
  isLifted: boolean;
  /** Its move is kept in this browser until it can be sent. */
  isWaiting: boolean;
  isClosed: boolean;
}

/** One record on the board: what it is, for whom, how much, who has it, what comes next. */
export const BoardCard = memo(function BoardCard({ object, plan, record, index, total, offset, isTabbable, isFresh, isLifted, isWaiting, isClosed }: Props) {
  const { t } = useTranslation();
  const place = { transform: `translateY(${offset}px)` };
  if (!record)
    return (
      <li className="k-deal-place" style={place} aria-hidden="true">
        <div className="k-deal is-bone">
          <span className="k-bone" style={{ width: `${50 + ((index * 17) % 40)}%` }} />
          <span className="k-bone" style={{ width: `${30 + ((index * 11) % 30)}%` }} />
        </div>
      </li>
    );
  const isStalled = plan.stalled !== undefined && record[plan.stalled.name] === true;
  const title = titleOf(record, object);
  return (
    <li className="k-deal-place" style={place} aria-setsize={total} aria-posinset={index + 1}>
      <Link
        to="/o/$path/$id"
        params={{ path: object.path, id: record.id }}
        preload={false}
        draggable={false}
        className={`k-deal${isStalled ? " is-stalled" : ""}${isFresh ? " is-fresh" : ""}${isLifted ? " is-lifted" : ""}`}
        data-card={record.id}
        data-index={index}
        tabIndex={isTabbable ? 0 : -1}
        aria-roledescription={t("board.card")}
        aria-describedby="board-keys"
      >
        <span className="k-deal-title" title={title}>
          {title}
        </span>
        <span className="k-deal-row">
          <span className="k-deal-sub k-ellipsis">
            <Value field={plan.subtitle} record={record} />
          </span>
          <Figure plan={plan} record={record} />
        </span>
        <span className="k-deal-row">
          <Owner plan={plan} record={record} />
          {isWaiting ? (
            <span className="k-tag is-amber k-deal-waiting">{t("record.waiting")}</span>
          ) : (
            <CardTiming plan={plan} record={record} isClosed={isClosed} />
          )}
        </span>
      </Link>
      <button type="button" className="k-deal-menu" tabIndex={-1} data-card-menu={record.id} aria-label={t("board.menu.label", { title })} aria-haspopup="menu">
        <Icon name="more" size={16} />
      </button>
    </li>
  );
});

function Value({ field, record }: { field: FieldInfo | undefined; record: ApiRecord }) {
  return field && !isEmptyValue(record[field.name]) ? <FieldValue field={field} value={record[field.name]} record={record} isDense /> : null;
}

function Figure({ plan, record }: { plan: CardPlan; record: ApiRecord }) {
  if (!plan.money) return <Value field={plan.tag} record={record} />;
  const value = record[plan.money.name] as string | null;
  const currency = plan.currency && (record[plan.currency.name] as string | null);
  if (isEmptyValue(value) || value === null) return null;
  return (
    <b className="k-deal-money" title={formatMoney(value, currency)}>
      {formatShortMoney(value, currency)}
    </b>
  );
}

/** The owner's character; the whole name where nothing else needs the room. */
function Owner({ plan, record }: { plan: CardPlan; record: ApiRecord }) {
  const { t } = useTranslation();
  const field = plan.owner;
  if (!field) return null;
  const owner = record[expandedName(field)] as Record<string, unknown> | null | undefined;
  const name = owner ? titleOf(owner) : "";
  if (!name) return null;
  const isAlone = !plan.next || isEmptyValue(record[plan.next.name]);
  return (
    <span className="k-deal-owner" title={t("common.labelled", { label: labelOf(field.label), value: name })}>
      <Avatar name={name} />
      <span className={isAlone ? "k-ellipsis" : "k-visually-hidden"}>{name}</span>
    </span>
  );
}
