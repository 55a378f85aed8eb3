import type { FieldInfo } from "../../api/types.ts";
import { formatMoney, formatNumber, formatShortMoney } from "../../format/number.ts";
import type { Sums } from "./use-sums.ts";

/** A sum as its column shows values; several currencies one after the other, without cents. */
export function SumText({ field, sums }: { field: FieldInfo; sums: Sums | undefined }) {
  if (!sums) return null;
  const parts = Object.entries(sums).sort(([, a], [, b]) => Number(b) - Number(a));
  const exact = parts.map(([currency, sum]) => (currency ? formatMoney(sum, currency) : formatNumber(sum, field.decimals))).join(" + ");
  return (
    <span className="k-sum" title={exact}>
      {parts.length > 1 ? parts.map(([currency, sum]) => formatShortMoney(sum, currency)).join(" + ") : exact}
    </span>
  );
}
