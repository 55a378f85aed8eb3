import type { Database } from "@keshu/kernel";
import { companyKey } from "../../shared/company-key.ts";

/** What two records of one company may share. Phones in E.164, credit code normalised. */
export interface CompanyTraits {
  name?: string | null;
  creditCode?: string | null;
  phones?: readonly string[];
}

export type MatchedBy = "credit_code" | "name" | "phone";

export interface Match {
  id: string;
  by: MatchedBy;
}

const strength: readonly MatchedBy[] = ["credit_code", "name", "phone"];

/**
 * Living customers with the same credit code, the same name but for its spelling, or the same phone,
 * strongest first, oldest first among equals; whoever owns them. A different credit code rules a match out.
 */
export async function findCustomers(db: Database, traits: CompanyTraits, limit = 20): Promise<Match[]> {
  const key = traits.name ? companyKey(traits.name) : "";
  const phones = traits.phones ?? [];
  const { rows } = await db.prepared<Match>(
    `select id, by from (
       select id, 'credit_code' as by, 1 as rank, created_at from crm.customer where credit_code = $1 and deleted_at is null
       union all select id, 'name', 2, created_at from crm.customer where name_key = $2 and deleted_at is null and (credit_code is null or $1::text is null or credit_code = $1)
       union all select id, 'phone', 3, created_at from crm.customer where mobile = any($3::text[]) and deleted_at is null and (credit_code is null or $1::text is null or credit_code = $1)
       union all select id, 'phone', 3, created_at from crm.customer where phone = any($3::text[]) and deleted_at is null and (credit_code is null or $1::text is null or credit_code = $1)
     ) m order by rank, created_at, id limit $4`,
    [traits.creditCode || null, key || null, phones, limit],
  );
  const seen = new Set<string>();
  return rows.filter((row) => !seen.has(row.id) && seen.add(row.id));
}

/** The matches of the strongest kind there is. */
export function strongest(matches: readonly Match[]): Match[] {
  const best = strength.find((by) => matches.some((m) => m.by === by));
  return matches.filter((m) => m.by === best);
}

/**
 * Makes everyone who looks for the same company wait for each other until their transactions end, so that
 * what one of them creates is found by the next.
 */
export async function lockCompany(tx: Database, traits: CompanyTraits): Promise<void> {
  const keys = [
    traits.creditCode ? `code:${traits.creditCode}` : "",
    traits.name ? `name:${companyKey(traits.name)}` : "",
    ...(traits.phones ?? []).map((p) => `phone:${p}`),
  ].filter(Boolean);
  await tx.query(
    "select pg_advisory_xact_lock(k) from (select distinct hashtextextended('sales.company:' || key, 0) as k from unnest($1::text[]) key order by 1) s",
    [keys],
  );
}
