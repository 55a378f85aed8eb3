import { Tooltip } from "antd";
import { useTranslation } from "react-i18next";
import type { ObjectInfo } from "../../api/types.ts";
import { Avatar } from "../../shell/avatar.tsx";
import { usePresence } from "./use-presence.ts";
import "./presence.css";

const most = 4;

/** Colleagues who have this record open now; those who edit it stand out. */
export function PresenceAvatars({ object, id }: { object: ObjectInfo; id: string }) {
  const { t } = useTranslation();
  const people = usePresence(object, id).sort((a, b) => Number(b.is_editing) - Number(a.is_editing));
  const editing = people.filter((p) => p.is_editing);
  return (
    <ul className="k-presence" aria-label={t("record.presence.title")} aria-live="polite">
      {people.slice(0, most).map((person) => {
        const words = t(person.is_editing ? "record.presence.edits" : "record.presence.looks", { name: person.name });
        return (
          <li key={person.id}>
            <Tooltip title={words}>
              <span className={`k-presence-one${person.is_editing ? " is-editing" : ""}`} role="img" aria-label={words}>
                <Avatar name={person.name} />
              </span>
            </Tooltip>
          </li>
        );
      })}
      {people.length > most ? <li className="k-muted">+{people.length - most}</li> : null}
      {editing[0] ? <li className="k-presence-words">{t("record.presence.edits", { name: editing[0].name })}</li> : null}
    </ul>
  );
}
