import { Select, Space } from "antd";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../format/number.ts";
import { preferences } from "../../preferences/preferences.ts";
import type { InputProps } from "../field-module.ts";
import { NumberInput } from "../number/input.tsx";

const common = ["CNY", "USD", "EUR", "HKD", "JPY", "GBP", "SGD", "TWD", "KRW", "AUD"];

/** An amount as a decimal string, its currency beside it. */
export function Input(props: InputProps) {
  const { t } = useTranslation();
  const { field, value, values, setValue } = props;
  const companion = `${field.name}_currency`;
  const currency = (values[companion] as string | undefined) || "CNY";
  return (
    <Space.Compact block>
      <Select
        aria-label={t("fields.currency")}
        value={currency}
        onChange={(v) => setValue(companion, v)}
        options={[...new Set([currency, ...common])].map((v) => ({ value: v, label: v }))}
        showSearch
        style={{ width: 84, flex: "none" }}
        popupMatchSelectWidth={false}
      />
      <NumberInput {...props} suffix={shortAmount(value)} take={String} write={grouped} />
    </Space.Compact>
  );
}

/** 5680000.5 → 5,680,000.5; what is no figure stays as it is. */
function grouped(value: string): string {
  return value.replace(/^(-?\d+)((?:\.\d*)?)$/, (_, whole: string, rest: string) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ",") + rest);
}

/** 568 万 behind 5,680,000: zeros are hard to count. */
function shortAmount(value: unknown): string | null {
  const amount = Number(value);
  if (preferences().locale === "en" || !Number.isFinite(amount) || Math.abs(amount) < 10_000) return null;
  const [unit, size] = Math.abs(amount) >= 100_000_000 ? ["亿", 100_000_000] : ["万", 10_000];
  return `${formatNumber(amount / (size as number), 4)} ${unit}`;
}
