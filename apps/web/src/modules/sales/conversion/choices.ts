import type { ConversionPreview } from "../../../api/sales.ts";

/** Which customer a lead becomes part of: one that was found, another one, or a new one. */
export type Choice = { kind: "found"; customerId: string } | { kind: "other"; customerId: string | null } | { kind: "new" };

/** What a conversion without a choice would do; null where a person has to decide. */
export function firstChoice(preview: ConversionPreview): Choice | null {
  const found = preview.matches.find((m) => m.can_read && m.customer_id);
  if (preview.outcome === "match" && found?.customer_id) return { kind: "found", customerId: found.customer_id };
  return preview.outcome === "create" && preview.may_create ? { kind: "new" } : null;
}
