import type { CellProps } from "../field-module.ts";

export const width = 190;
export const isSortable = true;

export function Cell({ value, isDense }: CellProps) {
  const email = String(value);
  if (isDense || email.includes("*")) return email;
  // where it does not fit it is broken before the @, not in a word
  const at = email.lastIndexOf("@");
  return (
    <a href={`mailto:${email}`}>
      {email.slice(0, Math.max(0, at))}
      <wbr />
      {email.slice(Math.max(0, at))}
    </a>
  );
}
