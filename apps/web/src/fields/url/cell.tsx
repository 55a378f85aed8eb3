import type { CellProps } from "../field-module.ts";

export const width = 180;
export const isSortable = true;

export function Cell({ value, isDense }: CellProps) {
  const url = String(value);
  if (isDense || !/^https?:\/\//i.test(url)) return <>{url.replace(/^https?:\/\//i, "")}</>;
  return (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {url.replace(/^https?:\/\//i, "").replace(/\/$/, "")}
    </a>
  );
}
