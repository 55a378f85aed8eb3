import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { labelOf, useCatalog } from "../../../api/catalog.ts";
import { type Duplicate, type DuplicateQuery, sales } from "../../../api/sales.ts";
import type { ApiRecord, ObjectInfo } from "../../../api/types.ts";
import { Icon } from "../../../icons/icon.tsx";
import { useDebounced } from "../../../shell/use-debounced.ts";
import "./duplicates.css";

const askedOf = {
  customer: ["name", "credit_code", "mobile", "phone", "email"],
  lead: ["company", "credit_code", "mobile", "phone", "email"],
} as const;
const shortest = 2;

interface Props {
  object: ObjectInfo;
  values: Record<string, unknown>;
  record: ApiRecord | undefined;
  /** It is stored already: there is nothing to advise about saving. */
  isStored?: boolean;
}

/** Records that may be the one being written, found while it is typed. */
export default function DuplicatesAside({ object, values, record, isStored = false }: Props) {
  const { t } = useTranslation();
  const catalog = useCatalog();
  const about = object.name === "lead" ? "lead" : "customer";
  const query = useDebounced(JSON.stringify(queryOf(about, values, record)), 350);
  const asked = JSON.parse(query) as DuplicateQuery | null;
  const { data } = useQuery({
    queryKey: ["duplicates", about, query],
    queryFn: ({ signal }) => sales.duplicates(about, asked ?? {}, signal),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const found = asked ? (data?.data ?? []) : [];
  if (found.length === 0) return null;
  return (
    <section className="k-duplicates" role="status" aria-label={t("sales.duplicates.title")}>
      <h3>
        <Icon name="warning" size={14} />
        {t("sales.duplicates.some", { count: found.length })}
      </h3>
      <ul>
        {found.map((one, i) => (
          <DuplicateRow key={one.id ?? i} one={one} kind={labelOf(catalog.byName.get(one.object)?.label)} path={catalog.byName.get(one.object)?.path ?? ""} />
        ))}
      </ul>
      {isStored ? null : <p className="k-muted">{t("sales.duplicates.advice")}</p>}
    </section>
  );
}

function DuplicateRow({ one, kind, path }: { one: Duplicate; kind: string; path: string }) {
  const { t } = useTranslation();
  const owner = one.owner_name ? t("sales.ownedBy", { name: one.owner_name }) : t("sales.noOwner");
  return (
    <li>
      <div className="k-duplicate-line">
        {one.can_read && one.id ? (
          <a href={`/o/${path}/${one.id}`} target="_blank" rel="noreferrer" className="k-strong">
            <bdi>{one.title || one.number}</bdi>
          </a>
        ) : (
          <span className="k-strong">{t("sales.duplicates.hidden", { kind })}</span>
        )}
        <span className={`k-tag is-${one.matched_by === "similar" ? "gray" : "amber"}`}>{t(`sales.matchedBy.${one.matched_by}`)}</span>
      </div>
      <div className="k-muted">{[kind, one.number, owner].filter(Boolean).join(" · ")}</div>
    </li>
  );
}

/** What there is to ask by; null while it is too little, or what is stored already. */
function queryOf(about: keyof typeof askedOf, values: Record<string, unknown>, record: ApiRecord | undefined): DuplicateQuery | null {
  const query: DuplicateQuery = {};
  let isNew = false;
  for (const name of askedOf[about]) {
    const value = values[name];
    if (typeof value !== "string" || value.trim().length < shortest) continue;
    query[name] = value.trim();
    if (value !== record?.[name]) isNew = true;
  }
  if (!isNew) return null;
  return { ...query, ...(record ? { except: record.id } : {}) };
}
