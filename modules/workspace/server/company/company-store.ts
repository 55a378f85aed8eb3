import type { Database } from "@keshu/kernel";
import type { Logo } from "./logo.ts";

export interface Company {
  name: string | null;
  logo_url: string | null;
  /** `#0f766a`; null: the product's own. */
  color: string | null;
  /** The guided start is over. */
  is_set_up: boolean;
  /** The records are invented. */
  is_demo: boolean;
}

/** The company that runs this installation. */
export async function readCompany(db: Database): Promise<Company> {
  const { rows } = await db.prepared<Omit<Company, "logo_url"> & { logo_hash: string | null }>(
    "select name, color, logo_hash, is_set_up, is_demo from keshu.company",
  );
  const row = rows[0];
  if (!row) return { name: null, logo_url: null, color: null, is_set_up: false, is_demo: false };
  const { logo_hash: hash, name, color, is_set_up, is_demo } = row;
  return { name, logo_url: hash === null ? null : `/api/v1/company/logo?v=${hash}`, color, is_set_up, is_demo };
}

export interface CompanyChange {
  name?: string | null | undefined;
  color?: string | null | undefined;
  /** null takes it away. */
  logo?: Logo | null | undefined;
  is_set_up?: boolean | undefined;
  is_demo?: boolean | undefined;
}

/** Changes what is given. Rights are the caller's matter. */
export async function changeCompany(db: Database, change: CompanyChange): Promise<void> {
  const sets: string[] = ["updated_at = now()"];
  const values: unknown[] = [];
  const set = (column: string, value: unknown) => sets.push(`${column} = $${values.push(value)}`);
  if (change.name !== undefined) set("name", change.name || null);
  if (change.color !== undefined) set("color", change.color);
  if (change.is_set_up !== undefined) set("is_set_up", change.is_set_up);
  if (change.is_demo !== undefined) set("is_demo", change.is_demo);
  if (change.logo !== undefined) {
    set("logo", change.logo?.bytes ?? null);
    set("logo_type", change.logo?.type ?? null);
    set("logo_hash", change.logo?.hash ?? null);
  }
  await db.query(`update keshu.company set ${sets.join(", ")}`, values);
}

export async function readLogoBytes(db: Database): Promise<Logo | null> {
  const { rows } = await db.query<{ bytes: Buffer | null; type: string; hash: string }>(
    "select logo as bytes, logo_type as type, logo_hash as hash from keshu.company",
  );
  const row = rows[0];
  return row?.bytes ? { bytes: row.bytes, type: row.type, hash: row.hash } : null;
}
