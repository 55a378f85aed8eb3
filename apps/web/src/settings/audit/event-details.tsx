import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AuditEvent } from "../../api/audit.ts";
import { fieldOf, labelOf, useCatalog } from "../../api/catalog.ts";
import { useRecordName } from "../../api/record-names.ts";
import type { ObjectInfo } from "../../api/types.ts";
import { FieldValue } from "../../fields/cells.tsx";
import { formatNumber } from "../../format/number.ts";
import { scopeWords } from "../api-keys/scope-words.ts";

/** What names nothing to a reader: it serves programs that follow the log. */
const quiet = new Set(["session_id", "api_key_id", "account", "ids", "bytes"]);

/** What an event tells besides its kind, in words; rights that are too long for a line are only named. */
export function EventDetails({ event }: { event: AuditEvent }) {
  const object = useCatalog().byName.get(event.object ?? "");
  const name = useRecordName(event.object ?? undefined, event.record_id);
  const told = Object.entries(event.details).filter(
    ([name, value]) => !quiet.has(name) && value !== false && value !== null && !(Array.isArray(value) && value.length === 0),
  );
  return (
    <>
      {object ? labelOf(object.label) : event.object}
      {event.record_id && name ? ` ${name}` : null}
      {told.map(([name, value], i) => (
        <Fragment key={name}>
          {i > 0 || event.object ? " · " : null}
          <Detail object={object} name={name} value={value} />
        </Fragment>
      ))}
    </>
  );
}

function Detail({ object, name, value }: { object: ObjectInfo | undefined; name: string; value: unknown }) {
  const { t, i18n } = useTranslation();
  const { objects } = useCatalog();
  const words = `settings.audit.told.${name}`;
  const own = i18n.exists(words) ? t(words) : name;
  if (value === true) return own;
  const field = object && fieldOf(object, name);
  if (isChange(value)) {
    const label = labelOf(field?.label) || own;
    if (!field || field.type === "json") return label;
    const side = (one: unknown): ReactNode => <FieldValue field={field} value={one} record={{ id: "" }} isDense />;
    return (
      <>
        {label} {value.from === null ? null : <>{side(value.from)} → </>}
        {side(value.to)}
      </>
    );
  }
  const names = (one: unknown): string => {
    if (name === "scopes") return scopeWords(String(one), objects);
    if (name === "duplicates") return t(`import.settings.duplicatesOptions.${String(one)}`);
    const reason = `settings.audit.reasons.${String(one)}`;
    if (name === "reason" && i18n.exists(reason)) return t(reason);
    const known = object && ["field", "fields", "key"].includes(name) ? fieldOf(object, String(one)) : undefined;
    const part = `settings.audit.parts.${String(one)}`;
    if (name === "changed" && i18n.exists(part)) return t(part);
    return labelOf(known?.label) || (typeof one === "number" ? formatNumber(one) : String(one));
  };
  return `${own} ${(Array.isArray(value) ? value : [value]).map(names).join(t("settings.audit.comma"))}`;
}

function isChange(value: unknown): value is { from: unknown; to: unknown } {
  return typeof value === "object" && value !== null && "from" in value && "to" in value;
}
