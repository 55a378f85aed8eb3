import { Input as AntInput } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";

export const isWide = true;
export const isMultiline = true;

/** JSON text; the value follows once the text is valid. */
export function Input(props: InputProps) {
  const { t } = useTranslation();
  const { value, onChange } = props;
  const [text, setText] = useState(value === null || value === undefined ? "" : JSON.stringify(value, null, 2));
  const [isBroken, setBroken] = useState(false);
  const read = (next: string) => {
    setText(next);
    try {
      onChange(next.trim() === "" ? null : JSON.parse(next));
      setBroken(false);
    } catch {
      setBroken(true);
    }
  };
  return (
    <>
      <AntInput.TextArea
        {...inputAttributes(props)}
        {...(isBroken ? { status: "error" as const } : {})}
        value={text}
        onChange={(e) => read(e.target.value)}
        autoSize={{ minRows: 3, maxRows: 14 }}
        spellCheck={false}
        style={{ fontFamily: "var(--ant-font-family-code)" }}
      />
      {isBroken ? (
        <span className="k-field-error" role="alert">
          {t("fields.brokenJson")}
        </span>
      ) : null}
    </>
  );
}
