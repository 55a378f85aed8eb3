import { useState } from "react";
import { useFile } from "../../api/files.ts";
import { FileLink } from "../../fields/file/cell.tsx";

const picture = /\.(png|jpe?g|gif|webp|avif)$/i;
/** Larger pictures are only shown once asked for. */
const limit = 8 * 1024 * 1024;

/** A file of an activity; pictures are shown small. */
export function Attachment({ id }: { id: string }) {
  const file = useFile(id);
  const [isBroken, setBroken] = useState(false);
  if (!file || isBroken || !picture.test(file.name) || file.size > limit) return <FileLink id={id} />;
  return (
    <a href={`/api/v1/files/${id}`} target="_blank" rel="noreferrer" className="k-picture">
      <img src={`/api/v1/files/${id}`} alt={file.name} loading="lazy" onError={() => setBroken(true)} />
    </a>
  );
}
