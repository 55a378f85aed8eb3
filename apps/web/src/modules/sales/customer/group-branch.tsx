import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { GroupMember } from "../../../api/sales.ts";
import { formatCompactMoney } from "../../../format/number.ts";
import { Icon } from "../../../icons/icon.tsx";
import { sumsOf } from "./group-sums.ts";

const openDepth = 2;

/** One company of a group and those below it. */
export function GroupBranch({ member, currency, depth }: { member: GroupMember; currency: string; depth: number }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(depth < openDepth || holdsSelf(member));
  const { open } = sumsOf(member);
  const hasChildren = member.children.length > 0;
  return (
    <li>
      <div className={`k-group-member${member.is_self ? " is-self" : ""}`} aria-current={member.is_self ? "true" : undefined}>
        {hasChildren ? (
          <button
            type="button"
            className="k-group-fold"
            aria-expanded={isOpen}
            aria-label={t(isOpen ? "sales.group.fold" : "sales.group.unfold", { name: member.title ?? t("sales.group.hidden") })}
            onClick={() => setOpen(!isOpen)}
          >
            <Icon name={isOpen ? "down" : "right"} size={12} />
          </button>
        ) : (
          <span className="k-group-fold" aria-hidden="true" />
        )}
        {member.id && !member.is_self ? (
          <Link to="/o/$path/$id" params={{ path: "customers", id: member.id }} className="k-ellipsis" title={member.title ?? ""}>
            <bdi>{member.title}</bdi>
          </Link>
        ) : (
          <span className={`k-ellipsis${member.can_read ? "" : " k-muted"}`} title={member.title ?? ""}>
            <bdi>{member.title ?? t("sales.group.hidden")}</bdi>
          </span>
        )}
        {member.level ? <span className="k-tag">{member.level}</span> : null}
        <span className="k-group-amount">{open.amount === null ? "" : formatCompactMoney(open.amount, currency)}</span>
      </div>
      {hasChildren && isOpen ? (
        <ul>
          {member.children.map((child, i) => (
            <GroupBranch key={child.id ?? i} member={child} currency={currency} depth={depth + 1} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}

function holdsSelf(member: GroupMember): boolean {
  return member.is_self || member.children.some(holdsSelf);
}
