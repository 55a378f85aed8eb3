import { Link } from "@tanstack/react-router";
import { titleOf, useCatalog } from "../../api/catalog.ts";
import { useRecordName } from "../../api/record-names.ts";
import { Concealed } from "./concealed.tsx";

interface Props {
  target: string | undefined;
  id: string;
  /** The record, when it is known already; null when it is out of sight. */
  expanded?: Record<string, unknown> | null | undefined;
  isLink?: boolean;
}

/** A related record by its title. */
export function RecordName({ target, id, expanded, isLink = false }: Props) {
  const object = useCatalog().byName.get(target ?? "");
  const loaded = useRecordName(expanded === undefined ? target : undefined, expanded === undefined ? id : null);
  const name = expanded === undefined ? loaded : expanded === null ? null : titleOf(expanded, object);
  if (name === undefined) return <span className="k-bone" style={{ display: "inline-block", width: 72 }} />;
  if (name === null) return <Concealed />;
  if (!isLink || !object) return <>{name}</>;
  return (
    <Link to="/o/$path/$id" params={{ path: object.path, id }}>
      {name}
    </Link>
  );
}
