import type { Database } from "@keshu/kernel";

export type DuplicateObject = "customer" | "lead" | "contact";

/** What two records of one company or person may share, in the form it is stored. */
export interface Traits {
  companyKey: string | null;
  creditCode: string | null;
  phones: readonly string[];
  email: string | null;
}

export interface DuplicateMatch {
  object: DuplicateObject;
  id: string;
  by: "credit_code" | "name" | "phone" | "email";
  owner_id: string | null;
}

const limit = 40;

/** Living records that share a trait, whoever owns them, the surest first. Converted leads are found as their customers. */
export async function matchDuplicates(db: Database, traitsFor: (object: DuplicateObject) => Traits | null): Promise<DuplicateMatch[]> {
  const values: unknown[] = [];
  const arms: string[] = [];
  const arm = (object: DuplicateObject, by: DuplicateMatch["by"], rank: number, column: string, value: unknown): void => {
    if (value === null || (Array.isArray(value) && value.length === 0)) return;
    const place = `$${values.push(Array.isArray(value) ? value : [value])}::text[]`;
    const open = object === "lead" ? " and customer_id is null" : "";
    arms.push(
      `(select '${object}' as object, id, '${by}' as by, ${rank} as rank, owner_id, created_at from crm.${object} where ${column} = any(${place}) and deleted_at is null${open} order by created_at limit ${limit})`,
    );
  };
  const [customer, lead, contact] = (["customer", "lead", "contact"] as const).map(traitsFor);
  if (customer) {
    arm("customer", "credit_code", 1, "credit_code", customer.creditCode);
    arm("customer", "name", 2, "name_key", customer.companyKey);
    arm("customer", "phone", 3, "mobile", customer.phones);
    arm("customer", "phone", 3, "phone", customer.phones);
  }
  if (contact) {
    arm("contact", "phone", 4, "mobile", contact.phones);
    arm("contact", "phone", 4, "phone", contact.phones);
    arm("contact", "email", 5, "email", contact.email);
  }
  if (lead) {
    arm("lead", "credit_code", 6, "credit_code", lead.creditCode);
    arm("lead", "phone", 7, "mobile", lead.phones);
    arm("lead", "phone", 7, "phone", lead.phones);
    arm("lead", "email", 8, "email", lead.email);
    arm("lead", "name", 9, "company_key", lead.companyKey);
  }
  if (arms.length === 0) return [];
  const { rows } = await db.prepared<DuplicateMatch>(
    `select object, id, by, owner_id from (${arms.join(" union all ")}) m order by rank, created_at, id limit ${limit}`,
    values,
  );
  const seen = new Set<string>();
  return rows.filter((row) => !seen.has(row.id) && seen.add(row.id));
}
