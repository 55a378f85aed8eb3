import { useTranslation } from "react-i18next";
import { isWritable, labelOf } from "../../api/catalog.ts";
import type { ApiRecord, FieldInfo, ObjectInfo } from "../../api/types.ts";
import { groupFields } from "../../form/field-groups.ts";
import { Icon } from "../../icons/icon.tsx";
import { Fact } from "./fact.tsx";

/** What is known of the record, in groups, each value editable where it stands. */
export function Facts({ object, record }: { object: ObjectInfo; record: ApiRecord }) {
  const { t } = useTranslation();
  const shown = object.fields.filter((f) => f.name !== "id" && f.name !== "version" && !f.companion_of && !f.retired && f.name in record);
  const people = shown.filter((f) => ["owner_id", "department_id", "tags"].includes(f.name));
  const system = shown.filter((f) => f.system && !people.includes(f));
  const groups = groupFields(shown.filter((f) => !f.system));
  return (
    <>
      {groups.map((group, index) => (
        <section key={group.key} className="k-panel is-padded" aria-label={group.label}>
          <div className="k-panel-head">
            <h2 style={{ fontSize: 13 }}>{group.label}</h2>
          </div>
          <FactList object={object} record={record} fields={index === 0 ? [...group.fields, ...people] : group.fields} />
        </section>
      ))}
      <section className="k-panel is-padded">
        <details className="k-details">
          <summary>
            <Icon name="right" size={14} />
            {t("record.system")}
          </summary>
          <FactList object={object} record={record} fields={groups.length === 0 ? [...people, ...system] : system} />
        </details>
      </section>
    </>
  );
}

function FactList({ object, record, fields }: { object: ObjectInfo; record: ApiRecord; fields: FieldInfo[] }) {
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
            />
          </dd>
        </div>
      ))}
    </dl>
  );
}
