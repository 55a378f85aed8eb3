import { Select } from "antd";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { InputProps } from "../fields/field-module.ts";
import { inputAttributes } from "../fields/input-attributes.ts";

interface Props {
  id: string;
  value: string;
  onChange: (zone: string) => void;
}

/** All time zones, found by their place or by the name people know them by. */
export function TimeZoneSelect({ value, ...rest }: Props) {
  const { i18n } = useTranslation();
  const options = useMemo(
    () => [...new Set([value, ...Intl.supportedValuesOf("timeZone")])].map((zone) => ({ value: zone, label: zoneWords(zone, i18n.language) })),
    [value, i18n.language],
  );
  return <Select {...rest} value={value} options={options} showSearch={{ optionFilterProp: "label" }} />;
}

/** The same as the input of a text field that holds a time zone. */
export function TimeZoneInput(props: InputProps) {
  return <TimeZoneSelect {...inputAttributes(props)} value={(props.value as string | null) || "Asia/Shanghai"} onChange={props.onChange} />;
}

/** A zone with the name people know it by: “Asia/Shanghai · 中国标准时间”. */
function zoneWords(zone: string, language: string): string {
  const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: "long" }).formatToParts();
  return `${zone} · ${parts.find((p) => p.type === "timeZoneName")?.value ?? ""}`;
}
