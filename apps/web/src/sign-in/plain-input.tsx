import { type ComponentProps, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../icons/icon.tsx";
import "./plain-input.css";

interface Props extends Omit<ComponentProps<"input">, "onChange"> {
  isLarge?: boolean;
  isInvalid?: boolean;
  onChange: (value: string) => void;
}

/** An input of the browser itself: the sign-in page loads no component library. A password can be looked at. */
export function PlainInput({ isLarge = false, isInvalid = false, onChange, type = "text", ...attributes }: Props) {
  const { t } = useTranslation();
  const [isShown, setShown] = useState(false);
  const isSecret = type === "password";
  return (
    <span className={`k-plain-input${isLarge ? " is-large" : ""}${isInvalid ? " is-invalid" : ""}`}>
      <input {...attributes} type={isSecret && isShown ? "text" : type} aria-invalid={isInvalid} onChange={(e) => onChange(e.target.value)} />
      {isSecret ? (
        <button type="button" aria-label={t(isShown ? "signIn.hide" : "signIn.show")} aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          <Icon name={isShown ? "eyeOff" : "eye"} />
        </button>
      ) : null}
    </span>
  );
}
