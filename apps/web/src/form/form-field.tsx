import { type ReactNode, useId } from "react";

interface Props {
  label: string;
  isRequired?: boolean;
  help?: string | undefined;
  error?: string | undefined;
  isWide?: boolean;
  /** Draws the input with what ties it to its label and its error. */
  children: (input: { id: string; describedBy: string | undefined; isInvalid: boolean }) => ReactNode;
}

/** A labelled input with its help and its error below. */
export function FormField({ label, isRequired = false, help, error, isWide = false, children }: Props) {
  const id = useId();
  const described = [help ? `${id}-help` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <div className={`k-field${isWide ? " is-wide" : ""}`}>
      <label htmlFor={id}>
        {label}
        {isRequired ? (
          <span className="k-required" aria-hidden="true">
            *
          </span>
        ) : null}
      </label>
      {children({ id, describedBy: described || undefined, isInvalid: error !== undefined })}
      {help ? (
        <span className="k-field-help" id={`${id}-help`}>
          {help}
        </span>
      ) : null}
      {error ? (
        <span className="k-field-error" id={`${id}-error`} role="alert">
          {error}
        </span>
      ) : null}
    </div>
  );
}
