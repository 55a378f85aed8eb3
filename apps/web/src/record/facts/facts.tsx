import { useTranslation } from "react-i18next";
import { isWritable, labelOf } from "../../api/catalog.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../../api/types.ts";
import { isEmptyValue } from "../../fields/cells.tsx";
import { groupFields } from "../../form/field-groups.ts";
import { Icon } from "../../icons/icon.tsx";
import { coveredFieldsOf } from "../../modules/registry.ts";
import { isPathShown } from "../stages/path-states.ts";
import { Fact } from "./fact.tsx";
import { FieldHistory } from "./field-history.tsx";

interface Props {
  object: ObjectInfo;
  record: ApiRecord;
  waiting: Record<string, unknown> | null;
}

/** What is known of the record, in groups, each value editable where it stands. */
export function Facts({ object, record, waiting }: Props) {
  const { t } = useTranslation();
  const elsewhere = new Set([
    "id",
    "version",
    "tags",
    ...coveredFieldsOf(object.name),
    // what is next stands above the timeline
    "next_step",
    "next_contact_at",
  ]);
  if (isPathShown(object) && object.states) elsewhere.add(object.states.field);
  const shown = object.fields.filter((f) => !elsewhere.has(f.name) && !f.companion_of && !f.retired && f.name in record && !isIdle(f, record));
  const people = shown.filter((f) => f.name === "owner_id" || f.name === "department_id");
  const system = shown.filter((f) => f.system && !people.includes(f));
  const groups = groupFields(shown.filter((f) => !f.system));
  return (
    <div className="k-panel k-facts-panel">
      {groups.map((group, index) => (
        <section key={group.key} className="k-facts-group" aria-label={group.label}>
          <h2>{group.label}</h2>
          <FactList object={object} record={record} waiting={waiting} fields={index === 0 ? [...group.fields, ...people] : group.fields} />
        </section>
      ))}
      <section className="k-facts-group">
        <details className="k-details">
          <summary>
            <Icon name="right" size={14} />
            {t("record.system")}
          </summary>
          <FactList object={object} record={record} waiting={waiting} fields={groups.length === 0 ? [...people, ...system] : system} />
        </details>
      </section>
    </div>
  );
}

/** A derived value that is empty says nothing, and nobody can fill it in. */
function isIdle(field: FieldInfo, record: ApiRecord): boolean {
  return Boolean(field.read_only) && !field.system && (isEmptyValue(record[field.name]) || record[field.name] === false);
}

function FactList({ object, record, fields, waiting }: Props & { fields: FieldInfo[] }) {
  return (
    <dl className="k-facts">
      {fields.map((field) => (
        <div key={field.name} className="k-facts-row">
          <dt>{labelOf(field.label)}</dt>
          <dd>
            <Fact
              object={object}
              record={record}
              field={field}
              isEditable={object.can.update && isWritable(field) && field.name !== object.states?.field && field.name !== "number"}
              isWaiting={waiting !== null && field.name in waiting}
            >
              {field.system && field.name !== "owner_id" ? null : <FieldHistory object={object} id={record.id} field={field} />}
            </Fact>
          </dd>
        </div>
      ))}
    </dl>
  );
}
