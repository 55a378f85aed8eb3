import type { InputProps } from "./field-module.ts";

/** What ties any input to its label, its help and its error. */
export function inputAttributes({ id, field, isInvalid, describedBy, autoFocus }: InputProps) {
  return {
    id,
    ...(isInvalid ? { status: "error" as const, "aria-invalid": true } : {}),
    ...(describedBy ? { "aria-describedby": describedBy } : {}),
    ...(field.required ? { "aria-required": true } : {}),
    ...(autoFocus ? { autoFocus: true } : {}),
  };
}
