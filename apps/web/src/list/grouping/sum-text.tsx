import type { FieldInfo } from "../../api/types.ts";
import { formatMoney, formatNumber } from "../../format/number.ts";
import type { Sums } from "./use-sums.ts";

/** A sum as its column shows values; several currencies one after the other. */
export function SumText({ field, sums }: { field: FieldInfo; sums: Sums | undefined }) {
  if (!sums) return null;
  const text = Object.entries(sums)
    .map(([currency, sum]) => (currency ? formatMoney(sum, currency) : formatNumber(sum, field.decimals)))
    .join(" + ");
  return (
    <span className="k-sum" title={text}>
      {text}
    </span>
  );
}
