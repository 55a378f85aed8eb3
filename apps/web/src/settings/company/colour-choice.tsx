import { Input } from "antd";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../icons/icon.tsx";
import { brandPalette } from "../../theme/brand.ts";
import { light } from "../../theme/tokens.ts";

/** Colours that look well; the product's own first. */
const offered = [
  [null, "jade"],
  ["#1a5fb4", "blue"],
  ["#3d4fb8", "indigo"],
  ["#7a3fa8", "violet"],
  ["#b3286b", "rose"],
  ["#c0362c", "red"],
  ["#a8571b", "amber"],
  ["#3f6b2a", "green"],
  ["#3d4a55", "slate"],
] as const;

interface Props {
  color: string | null;
  error: string | undefined;
  onChange: (color: string | null) => void;
}

/** One of a few colours, or any other. */
export function ColourChoice({ color, error, onChange }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState(color ?? "");
  const choose = (next: string | null) => {
    setText(next ?? "");
    onChange(next);
  };
  const type = (typed: string) => {
    setText(typed);
    const full = /^#?([0-9a-f]{6})$/i.exec(typed.trim())?.[1];
    if (full) onChange(`#${full.toLowerCase()}`);
    else if (typed.trim() === "") onChange(null);
  };
  const used = brandPalette(color, false).brand;
  const isIncomplete = text.trim() !== "" && !/^#?[0-9a-f]{6}$/i.test(text.trim());
  return (
    <fieldset className="k-field">
      <legend>{t("brand.color")}</legend>
      <div className="k-colours">
        {offered.map(([value, name]) => (
          <label key={name} className="k-colour" style={{ background: value ?? light.brand }} title={t(`brand.colours.${name}`)}>
            <input type="radio" name={`${id}-colour`} className="k-visually-hidden" checked={color === value} onChange={() => choose(value)} />
            <span className="k-visually-hidden">{t(`brand.colours.${name}`)}</span>
            {color === value ? <Icon name="check" size={16} /> : null}
          </label>
        ))}
        <label className="k-colour is-any" title={t("brand.ownColor")}>
          <input type="color" value={color ?? light.brand} onChange={(e) => choose(e.target.value)} aria-label={t("brand.ownColor")} />
        </label>
        <Input
          className="k-colour-text"
          aria-label={t("brand.colorInput")}
          value={text}
          onChange={(e) => type(e.target.value)}
          maxLength={7}
          placeholder={light.brand}
          {...(isIncomplete ? { status: "error" as const } : {})}
        />
      </div>
      <span className="k-field-help">{color !== null && used !== color ? t("brand.adjusted", { color: used }) : t("brand.colorHelp")}</span>
      {error ? (
        <span className="k-field-error" role="alert">
          {error}
        </span>
      ) : null}
    </fieldset>
  );
}
