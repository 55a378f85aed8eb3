import { InputNumber, Select } from "antd";
import type { Dayjs } from "dayjs";
import { useTranslation } from "react-i18next";
import { KeptPicker } from "./kept-picker.tsx";
import { countedUnits, isRelative, namedPeriods, type Relative } from "./relative.ts";

interface Props {
  value: unknown;
  onChange: (value: unknown) => void;
  label: string;
  /** How a stored day becomes one of the picker, and back; without it only days by their place to today are offered. */
  picker?: { read: (value: unknown) => Dayjs | null; write: (day: Dayjs | null) => string | null };
}

/** A day: by its name (本周), by a count (7 天前), or picked from the calendar. */
export function DayChoice({ value, onChange, label, picker }: Props) {
  const { t } = useTranslation();
  const relative = isRelative(value) ? value : undefined;
  const isCounted = relative?.offset !== undefined;
  const kind = relative
    ? isCounted
      ? `${relative.relative}:${(relative.offset ?? 0) > 0 ? 1 : -1}`
      : relative.relative
    : picker && value !== undefined
      ? "day"
      : undefined;
  const choose = (next: string) => {
    if (next === "day") return onChange(null);
    const [unit = "", sign] = next.split(":");
    onChange(sign ? { relative: unit, offset: Number(sign) * Math.abs(relative?.offset ?? 7) } : { relative: next });
  };
  const options = [
    ...(picker ? [{ value: "day", label: t("list.relative.pick") }] : []),
    { label: t("list.relative.named"), options: namedPeriods.map((name) => ({ value: name, label: t(`list.relative.${name}`) })) },
    {
      label: t("list.relative.counted"),
      options: countedUnits.flatMap((unit) => [
        { value: `${unit}:-1`, label: t(`list.relative.${unit}_ago_n`) },
        { value: `${unit}:1`, label: t(`list.relative.${unit}_ahead_n`) },
      ]),
    },
  ];
  return (
    <span style={{ display: "grid", gridTemplateColumns: isCounted || kind === "day" ? "minmax(0, 1fr) minmax(0, 1fr)" : "1fr", alignItems: "start", gap: 6 }}>
      <Select
        aria-label={label}
        {...(kind ? { value: kind } : {})}
        placeholder={t("list.relative.choose")}
        onChange={choose}
        options={options}
        listHeight={320}
        style={{ width: "100%" }}
      />
      {isCounted ? (
        <InputNumber
          controls={false}
          aria-label={t("list.relative.count")}
          min={0}
          max={3650}
          precision={0}
          value={Math.abs(relative?.offset ?? 0)}
          onChange={(n) =>
            onChange({
              relative: (relative as Relative).relative,
              offset: ((relative?.offset ?? 0) > 0 ? 1 : -1) * Math.max(n ?? 1, (relative?.offset ?? 0) > 0 ? 1 : 0),
            })
          }
          style={{ width: "100%" }}
        />
      ) : kind === "day" && picker ? (
        <span style={{ display: "grid" }}>
          <KeptPicker
            aria-label={label}
            value={picker.read(value)}
            onChange={(day) => onChange(picker.write(day))}
            defaultOpen={value === null}
            style={{ width: "100%" }}
          />
        </span>
      ) : null}
    </span>
  );
}
