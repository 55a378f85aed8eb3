import { Input as AntInput } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../icons/icon.tsx";
import type { InputProps } from "../field-module.ts";
import { inputAttributes } from "../input-attributes.ts";

interface Position {
  latitude: number;
  longitude: number;
}

/** `latitude, longitude`, or where the device is. */
export function Input(props: InputProps) {
  const { t } = useTranslation();
  const { value, onChange } = props;
  const position = value as Position | string | null;
  const [text, setText] = useState(typeof position === "object" && position ? `${position.latitude}, ${position.longitude}` : (position ?? ""));
  const locate = () =>
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      setText(`${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`);
      onChange({ latitude: coords.latitude, longitude: coords.longitude });
    });
  return (
    <AntInput
      {...inputAttributes(props)}
      value={text}
      placeholder="30.2741, 120.1551"
      onChange={(e) => {
        setText(e.target.value);
        onChange(e.target.value.trim() || null);
      }}
      suffix={
        <button type="button" className="k-link-button" onClick={locate} aria-label={t("fields.locate")} title={t("fields.locate")}>
          <Icon name="place" />
        </button>
      }
    />
  );
}
