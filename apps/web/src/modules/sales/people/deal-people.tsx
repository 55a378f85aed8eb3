import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldOf, labelOf, useCatalog } from "../../../api/catalog.ts";
import { ApiProblem } from "../../../api/problem.ts";
import { records } from "../../../api/records.ts";
import type { ApiRecord, ObjectInfo } from "../../../api/types.ts";
import { RecordSelect } from "../../../fields/relation/record-select.tsx";
import { formatNumber } from "../../../format/number.ts";
import { Icon } from "../../../icons/icon.tsx";
import { createRecord } from "../../../outbox/save-record.ts";
import { useTellOutcome } from "../../../outbox/use-tell-outcome.ts";
import { PersonRow } from "./person-row.tsx";
import "./people.css";

/** Who takes part in the deal: their role, how much their word counts and whether they are for us. */
export default function DealPeople({ object, record }: { object: ObjectInfo; record: ApiRecord }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const part = useCatalog().byName.get("opportunity_contact");
  const tell = useTellOutcome(part ?? object);
  const [isAdding, setAdding] = useState(false);
  const plus = useRef<HTMLButtonElement>(null);
  const [error, setError] = useState("");
  const { data } = useQuery({
    queryKey: ["records", "opportunity_contacts", "list", "deal", record.id],
    queryFn: () =>
      records.list("opportunity_contacts", { filter: JSON.stringify({ opportunity_id: record.id }), sort: "created_at", expand: "contact_id", limit: 200 }),
    enabled: part?.can.read === true,
  });
  if (!part?.can.read) return null;
  const role = fieldOf(part, "role");
  const order = new Map(role?.options?.map((o, i) => [o.value, i]));
  const people = [...(data?.data ?? [])].sort((a, b) => (order.get(String(a.role)) ?? 99) - (order.get(String(b.role)) ?? 99));
  const canEdit = object.can.update && part.can.update;
  if (data && people.length === 0 && !canEdit) return null;
  const refresh = async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ["records", "opportunity_contacts", "list"] }),
      queries.invalidateQueries({ queryKey: ["records", "opportunities", "one", record.id] }),
    ]);
  };
  const add = async (id: string) => {
    try {
      tell(await createRecord(part, { opportunity_id: record.id, contact_id: id, ...(people.length === 0 ? { is_primary: true } : {}) }));
      setError("");
      setAdding(false);
      // keys go on where one more is added
      plus.current?.focus({ preventScroll: true });
      await refresh();
    } catch (problem) {
      const isTwice = problem instanceof ApiProblem && problem.errors.some((e) => e.code === "NOT_UNIQUE_TOGETHER");
      setError(isTwice ? t("sales.people.twice") : problem instanceof ApiProblem && problem.errors[0] ? problem.errors[0].message : (problem as Error).message);
    }
  };
  const known = people.map((p) => p.contact_id as string);
  return (
    <section className="k-panel is-padded k-people" aria-label={t("sales.people.title")}>
      <div className="k-panel-head">
        <h2>{t("sales.people.title")}</h2>
        <span className="k-row-gap">
          <span className="k-muted">{people.length ? t("sales.people.count", { count: people.length, shown: formatNumber(people.length) }) : ""}</span>
          {canEdit ? (
            <button
              ref={plus}
              type="button"
              className="k-small-button"
              aria-label={t("sales.people.add")}
              aria-expanded={isAdding}
              onClick={() => setAdding(!isAdding)}
            >
              <Icon name="plus" size={14} />
            </button>
          ) : null}
        </span>
      </div>
      {isAdding ? (
        <div className="k-people-add">
          <RecordSelect
            target="contact"
            value={null}
            autoFocus
            filter={{ ...(record.customer_id ? { customer_id: record.customer_id } : {}), ...(known.length ? { id: { nin: known } } : {}) }}
            placeholder={t("sales.people.choose")}
            aria-label={t("sales.people.choose")}
            onChange={(id) => {
              if (typeof id === "string") void add(id);
            }}
          />
        </div>
      ) : null}
      {error ? (
        <p className="k-error" role="alert">
          {error}
        </p>
      ) : null}
      {data ? null : <div className="k-bone" style={{ width: "70%", margin: "6px 0" }} />}
      <ul>
        {people.map((person) => (
          <PersonRow key={person.id} object={part} person={person} canEdit={canEdit} onChanged={refresh} />
        ))}
      </ul>
      {data && people.length === 0 && !isAdding ? (
        <p className="k-muted">
          {t("sales.people.none")}{" "}
          <button type="button" className="k-link-button" onClick={() => setAdding(true)}>
            {t("sales.people.add")}
          </button>
        </p>
      ) : null}
      <span className="k-visually-hidden">{labelOf(role?.help)}</span>
    </section>
  );
}
