import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { expandable, fieldOf, labelOf, type Related, titleOf } from "../../api/catalog.ts";
import { records } from "../../api/records.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../../api/types.ts";
import { FieldValue, isEmptyValue } from "../../fields/cells.tsx";
import { formatNumber } from "../../format/number.ts";
import { Icon } from "../../icons/icon.tsx";
import { useOutbox } from "../../outbox/outbox.ts";
import { lazyReady } from "../../shell/lazy-ready.ts";
import { prefill } from "../relations.ts";

const QuickCreate = lazyReady(() => import("./quick-create.tsx"));
const shown = 5;

interface Props {
  related: Related;
  from: ObjectInfo;
  record: ApiRecord;
  /** The link may be set by people: a new one can be made here. */
  canLink: boolean;
}

export function RelatedList({ related: { object, field }, from, record, canLink }: Props) {
  const { t } = useTranslation();
  const [isAdding, setAdding] = useState(false);
  const filter = field.type === "relations" ? { [field.name]: { contains: record.id } } : { [field.name]: record.id };
  const details = detailFields(object, field.name);
  const companions = details.flatMap((d) => object.fields.filter((f) => f.companion_of === d.name));
  const names = ["id", object.title_field, ...details.map((d) => d.name), ...companions.map((c) => c.name)];
  const expand = expandable(details);
  const { data, error } = useQuery({
    queryKey: ["records", object.path, "list", "related", field.name, record.id],
    queryFn: () =>
      records.list(object.path, {
        filter: JSON.stringify(filter),
        limit: shown,
        count: "exact",
        sort: "-created_at",
        fields: [...new Set(names)].join(","),
        ...(expand.length > 0 ? { expand: expand.join(",") } : {}),
      }),
  });
  const waiting = useOutbox().filter((e) => e.kind === "create" && e.object === object.name && e.state === "waiting" && e.values[field.name] === record.id);
  const label = labelOf(field.inverse_label) || labelOf(object.plural_label);
  // one of several links is set where the others are, on the record itself
  const canAdd = object.can.create && canLink && field.type !== "relations";
  const count = data?.count ?? 0;
  if (!canAdd && count === 0 && !error) return null;
  return (
    <section className="k-panel is-padded k-related-panel" aria-label={label}>
      <div className="k-panel-head">
        <h2>{label}</h2>
        <span className="k-muted">{data?.count === undefined ? "" : formatNumber(count)}</span>
        <span className="k-row-gap" style={{ gap: 4 }}>
          {count > 0 ? (
            <Link to="/o/$path" params={{ path: object.path }} search={{ filter }} className="k-related-all">
              {t("record.seeAll")}
            </Link>
          ) : null}
          {canAdd ? (
            <button
              type="button"
              className="k-small-button"
              aria-label={t("list.newRecord", { object: label })}
              aria-expanded={isAdding}
              onClick={() => setAdding(!isAdding)}
            >
              <Icon name="plus" size={14} />
            </button>
          ) : null}
        </span>
      </div>
      {isAdding ? (
        <Suspense fallback={null}>
          <QuickCreate object={object} initial={prefill({ object, field: field.name }, from, record)} onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
      {error ? <p className="k-error">{error.message}</p> : null}
      {data || error ? null : <div className="k-bone" style={{ width: "60%", margin: "8px 0" }} />}
      <ul className="k-related">
        {waiting.map((entry) => (
          <li key={entry.id}>
            <bdi className="k-ellipsis">{entry.title || labelOf(object.label)}</bdi>
            <span className="k-tag is-amber">{t("record.waiting")}</span>
          </li>
        ))}
        {data?.data.map((r) => (
          <li key={r.id}>
            <Link to="/o/$path/$id" params={{ path: object.path, id: r.id }} className="k-ellipsis">
              <bdi>{titleOf(r, object)}</bdi>
            </Link>
            <span className="k-related-details">
              {details
                .filter((d) => !isEmptyValue(r[d.name]))
                .slice(0, 2)
                .map((d) => (
                  <span key={d.name} className="k-related-detail">
                    <FieldValue field={d} value={r[d.name]} record={r} isDense />
                  </span>
                ))}
            </span>
          </li>
        ))}
      </ul>
      {data && count === 0 && waiting.length === 0 && !isAdding ? (
        <p className="k-muted">{t(canAdd ? "record.related.noneYet" : "record.related.none")}</p>
      ) : null}
    </section>
  );
}

/** The facts that say most beside a title: money and state first. */
function detailFields(object: ObjectInfo, link: string): FieldInfo[] {
  const listed = (object.list_fields ?? []).flatMap((n) => fieldOf(object, n) ?? []).filter((f) => f.name !== object.title_field && f.name !== link);
  const state = object.states && fieldOf(object, object.states.field);
  const first = listed.find((f) => f.type === "money") ?? listed.find((f) => f.type === "phone");
  const other = listed.find((f) => !["relation", "relations", "long_text", "user", "datetime"].includes(f.type) && f !== state);
  return [...new Set([first, state ?? other])].filter((f) => f !== undefined);
}
