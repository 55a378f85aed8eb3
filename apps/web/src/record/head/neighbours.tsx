import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ObjectInfo } from "../../api/types.ts";
import { Icon } from "../../icons/icon.tsx";
import { recordQuery } from "../record-query.ts";
import { orderAround } from "./list-order.ts";

const orders = new Map<string, string[]>();

/** The record before and after in the list one came from; keys [ and ]. */
export function Neighbours({ object, id }: { object: ObjectInfo; id: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [order] = useState(() => {
    const known = orders.get(object.path);
    const ids = known?.includes(id) ? known : orderAround(queries, object.path, id);
    if (ids.length > 0) orders.set(object.path, ids);
    return ids;
  });
  const at = order.indexOf(id);
  const before = at > 0 ? order[at - 1] : undefined;
  const after = at >= 0 ? order[at + 1] : undefined;
  useEffect(() => {
    // the next one is most likely wanted next
    if (after) void queries.prefetchQuery(recordQuery(object, after));
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, textarea, select, [contenteditable=true], [role=dialog]")) return;
      const to = event.key === "[" ? before : event.key === "]" ? after : undefined;
      if (!to) return;
      event.preventDefault();
      void navigate({ to: "/o/$path/$id", params: { path: object.path, id: to } });
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [object, before, after, navigate, queries]);
  if (order.length < 2 || at < 0) return null;
  const button = (to: string | undefined, icon: "left" | "right", label: string, key: string) => (
    <button
      type="button"
      className="k-small-button"
      aria-label={label}
      aria-keyshortcuts={key}
      title={`${label} ${key}`}
      disabled={!to}
      onClick={() => to && void navigate({ to: "/o/$path/$id", params: { path: object.path, id: to } })}
    >
      <Icon name={icon} size={14} />
    </button>
  );
  return (
    <span className="k-neighbours">
      {button(before, "left", t("record.previous"), "[")}
      {button(after, "right", t("record.following"), "]")}
    </span>
  );
}
