import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { expandable, fieldOf, labelOf, type Related, relatedTo, titleOf, useCatalog } from "../api/catalog.ts";
import { records } from "../api/records.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../api/types.ts";
import { FieldValue, isEmptyValue } from "../fields/cells.tsx";
import { formatNumber } from "../format/number.ts";
import { Icon } from "../icons/icon.tsx";
import { NewRecord } from "../list/new-record.tsx";

const shown = 5;

/** Lists of records that point to this one; activities stand in the timeline. */
export function RelatedLists({ object, record }: { object: ObjectInfo; record: ApiRecord }) {
  const catalog = useCatalog();
  const related = relatedTo(catalog, object).filter((r) => r.object.can.read && r.object.navigable && r.object.name !== "activity");
  return related.map((r) => <RelatedList key={`${r.object.name}.${r.field.name}`} related={r} record={record} />);
}

function RelatedList({ related: { object, field }, record }: { related: Related; record: ApiRecord }) {
  const { t } = useTranslation();
  const [initial, setInitial] = useState<Record<string, unknown>>();
  const filter = field.type === "relations" ? { [field.name]: { contains: record.id } } : { [field.name]: record.id };
  const detail = detailField(object);
  const names = ["id", object.title_field, ...(detail ? [detail.name, ...object.fields.filter((f) => f.companion_of === detail.name).map((f) => f.name)] : [])];
  const expand = detail ? expandable([detail]) : [];
  const { data } = useQuery({
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
  const label = labelOf(field.inverse_label) || labelOf(object.plural_label);
  const value = field.type === "relations" ? [record.id] : record.id;
  return (
    <section className="k-panel is-padded" aria-label={label}>
      <div className="k-panel-head" style={{ marginBottom: data?.data.length ? 6 : 0 }}>
        <h2 style={{ fontSize: 13 }}>{label}</h2>
        <span className="k-muted">{data?.count === undefined ? "" : formatNumber(data.count)}</span>
        <span className="k-row-gap" style={{ gap: 4 }}>
          {data?.count && data.count > shown ? (
            <Link to="/o/$path" params={{ path: object.path }} search={{ filter }}>
              {t("record.seeAll")}
            </Link>
          ) : null}
          {object.can.create ? (
            <button
              type="button"
              className="k-icon-button"
              style={{ width: 24, height: 24 }}
              aria-label={t("list.newRecord", { object: label })}
              onClick={() => setInitial({ [field.name]: value })}
            >
              <Icon name="plus" size={14} />
            </button>
          ) : null}
        </span>
      </div>
      <ul className="k-related">
        {data?.data.map((r) => (
          <li key={r.id}>
            <Link to="/o/$path/$id" params={{ path: object.path, id: r.id }} className="k-ellipsis">
              {titleOf(r, object)}
            </Link>
            {detail && !isEmptyValue(r[detail.name]) ? <FieldValue field={detail} value={r[detail.name]} record={r} isDense /> : null}
          </li>
        ))}
      </ul>
      <NewRecord object={object} initial={initial} onClose={() => setInitial(undefined)} onSaved={() => undefined} />
    </section>
  );
}

/** The one fact that says most beside a title. */
function detailField(object: ObjectInfo): FieldInfo | undefined {
  const listed = (object.list_fields ?? []).flatMap((n) => fieldOf(object, n) ?? []).filter((f) => f.name !== object.title_field);
  return (
    (object.states && fieldOf(object, object.states.field)) ||
    listed.find((f) => f.type === "money" || f.type === "phone") ||
    listed.find((f) => f.type !== "relation" && f.type !== "long_text")
  );
}
