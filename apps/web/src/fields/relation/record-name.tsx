import { Link } from "@tanstack/react-router";
import { titleOf, useCatalog } from "../../api/catalog.ts";
import { useRecordName } from "../../api/record-names.ts";
import type { ObjectInfo } from "../../api/types.ts";
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
  const link = isLink ? object : undefined;
  if (expanded === undefined) return <Looked target={target} id={id} link={link} />;
  return expanded === null ? <Concealed /> : <Title id={id} name={titleOf(expanded, object)} link={link} />;
}

/** A record of which nothing but the id is known; asked for together with others like it. */
function Looked({ target, id, link }: { target: string | undefined; id: string; link: ObjectInfo | undefined }) {
  const name = useRecordName(target, id);
  if (name === undefined) return <span className="k-bone" style={{ display: "inline-block", width: 72 }} />;
  return name === null ? <Concealed /> : <Title id={id} name={name} link={link} />;
}

function Title({ id, name, link }: { id: string; name: string; link: ObjectInfo | undefined }) {
  if (!link) return <>{name}</>;
  return (
    <Link to="/o/$path/$id" params={{ path: link.path, id }}>
      {name}
    </Link>
  );
}
