import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormField } from "../form/form-field.tsx";
import { PlainInput } from "./plain-input.tsx";

interface Props {
  value: string;
  onChange: (value: string) => void;
}

/** The code of the second step: digits of the app, or a recovery code, for which a phone has to offer letters too. */
export function CodeField({ value, onChange }: Props) {
  const { t } = useTranslation();
  const [isRecovery, setRecovery] = useState(false);
  const kind = isRecovery ? "recovery" : "totp";
  return (
    <>
      <FormField label={t(`signIn.${kind}.label`)} help={t(`signIn.${kind}.help`)}>
        {({ id, describedBy }) => (
          <PlainInput
            key={kind}
            id={id}
            isLarge
            inputMode={isRecovery ? "text" : "numeric"}
            name={kind}
            autoComplete={isRecovery ? "off" : "one-time-code"}
            autoCapitalize="none"
            spellCheck={false}
            aria-describedby={describedBy}
            value={value}
            onChange={onChange}
            maxLength={40}
            autoFocus
          />
        )}
      </FormField>
      <button
        type="button"
        className="k-link-button"
        style={{ alignSelf: "start" }}
        onClick={() => {
          setRecovery(!isRecovery);
          onChange("");
        }}
      >
        {t(isRecovery ? "signIn.recovery.back" : "signIn.recovery.use")}
      </button>
    </>
  );
}
