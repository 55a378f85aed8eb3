import { Input as AntInput } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";
import { addressText } from "./cell.tsx";
import "./address.css";

export const isWide = true;

const parts = ["province", "city", "area", "street", "detail"] as const;
type Parts = Partial<Record<(typeof parts)[number], string | null>>;

/** An address in one line, which the server takes apart, or in its parts. */
export function Input(props: InputProps) {
  const { t } = useTranslation();
  const { value, onChange, id } = props;
  const [isInParts, setInParts] = useState(false);
  const current: Parts = typeof value === "object" && value ? (value as Parts) : {};
  const setPart = (name: (typeof parts)[number], text: string) => {
    const next = Object.fromEntries(parts.map((p) => [p, p === name ? text : (current[p] ?? "")]).filter(([, v]) => v !== ""));
    onChange(Object.keys(next).length > 0 ? next : null);
  };
  return (
    <div className="k-address">
      {isInParts ? (
        <div className="k-address-parts">
          {parts.map((name) => (
            <AntInput
              key={name}
              id={name === "province" ? id : undefined}
              aria-label={t(`fields.address.${name}`)}
              placeholder={t(`fields.address.${name}`)}
              className={name === "detail" ? "is-wide" : ""}
              value={current[name] ?? ""}
              onChange={(e) => setPart(name, e.target.value)}
              maxLength={name === "detail" ? 500 : 100}
            />
          ))}
        </div>
      ) : (
        <AntInput
          {...inputAttributes(props)}
          value={value ? addressText(value) : ""}
          placeholder={t("fields.address.placeholder")}
          onChange={(e) => onChange(e.target.value || null)}
          maxLength={500}
          autoComplete="off"
        />
      )}
      <button type="button" className="k-link-button" onClick={() => setInParts(!isInParts)}>
        {t(isInParts ? "fields.address.inOneLine" : "fields.address.inParts")}
      </button>
    </div>
  );
}
