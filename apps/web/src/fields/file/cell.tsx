import { useFile } from "../../api/files.ts";
import { formatBytes } from "../../format/number.ts";
import { Icon } from "../../icons/icon.tsx";
import type { CellProps } from "../field-module.ts";

export const width = 120;

export function Cell({ value, isDense }: CellProps) {
  const ids = (Array.isArray(value) ? value : [value]).map(String);
  if (isDense)
    return (
      <span className="k-person">
        <Icon name="file" size={14} />
        {ids.length}
      </span>
    );
  return (
    <ul className="k-stack" style={{ gap: 4 }}>
      {ids.map((id) => (
        <li key={id}>
          <FileLink id={id} />
        </li>
      ))}
    </ul>
  );
}

export function FileLink({ id }: { id: string }) {
  const file = useFile(id);
  return (
    <a href={`/api/v1/files/${id}`} className="k-person" download={file?.name ?? true}>
      <Icon name="file" size={14} />
      <span className="k-ellipsis">{file?.name ?? id.slice(-8)}</span>
      {file ? <span className="k-muted">{formatBytes(file.size)}</span> : null}
    </a>
  );
}
