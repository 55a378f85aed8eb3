import { newId } from "@keshu/kernel";
import { companyKey } from "@keshu/sales/shared/company-key";
import { gramsOf, normalizeText, searchTextOf, titleGramsOf } from "@keshu/search";
import type pg from "pg";
import { fakeCompany, randomOf } from "../names.ts";

export interface Place {
  departments: readonly string[];
  /** Owners of each department, in the order of `departments`. */
  owners: readonly (readonly string[])[];
}

const chunk = 5_000;
const columns = {
  id: "uuid",
  number: "text",
  name: "text",
  name_key: "text",
  contact_name: "text",
  mobile: "text",
  email: "text",
  industry: "text",
  level: "text",
  source: "text",
  region: "text",
  remark: "text",
  deal_status: "text",
  pool_status: "text",
  is_locked: "boolean",
  tags: "text[]",
  owner_id: "uuid",
  department_id: "uuid",
  created_at: "timestamptz",
  updated_at: "timestamptz",
  version: "int",
  search_text: "text",
  title_text: "text",
  grams: "int4[]",
} as const;

/** Fills `crm.customer` with rows as the engine would have stored them; spread evenly over the departments. */
export async function seedCustomers(client: pg.Client, count: number, place: Place): Promise<void> {
  const rebuild = await withoutIndexes(client);
  const random = randomOf(20261122);
  const now = Date.now();
  const names = Object.keys(columns);
  const text = `insert into crm.customer (${names.map((n) => `"${n}"`).join(", ")}) select ${names.map((n) => `v."${n}"::${columns[n as keyof typeof columns]}`).join(", ")}
    from unnest(${names.map((_, i) => `$${i + 1}::text[]`).join(", ")}) v(${names.map((n) => `"${n}"`).join(", ")})`;
  for (let done = 0; done < count; done += chunk) {
    const rows = Array.from({ length: Math.min(chunk, count - done) }, (_, i) => row(random, done + i, count, now, place));
    await client.query({ name: "seed", text, values: names.map((n) => rows.map((r) => r[n] ?? null)) });
    if (count > 200_000 && (done / chunk) % 20 === 0) console.log(`  ${done.toLocaleString("en")} customers …`);
  }
  await client.query(`select setval('crm.customer_number_seq', $1)`, [count + 1]);
  await rebuild();
  await client.query("vacuum (analyze) crm.customer");
}

function row(random: () => number, index: number, count: number, now: number, place: Place): Record<string, string | null> {
  const company = fakeCompany(random);
  const department = index % place.departments.length;
  const owners = place.owners[department] as readonly string[];
  const at = new Date(now - (count - index) * 30_000).toISOString();
  const search = searchTextOf([{ text: company.name, isTitle: true }]);
  const others = searchTextOf([company.contact, company.mobile, company.email, company.region].map((t) => ({ text: t, isTitle: false })));
  const text = `${search}\n${others}`;
  return {
    id: newId(),
    number: `CU202611-${String(index + 1).padStart(6, "0")}`,
    name: company.name,
    name_key: companyKey(company.name),
    contact_name: company.contact,
    mobile: company.mobile,
    email: company.email,
    industry: company.industry,
    level: company.level,
    source: company.source,
    region: company.region,
    remark: company.remark || null,
    deal_status: "未成交",
    pool_status: "private",
    is_locked: "f",
    tags: "{}",
    owner_id: owners[Math.floor(random() * owners.length)] ?? null,
    department_id: place.departments[department] ?? null,
    created_at: at,
    updated_at: at,
    version: "1",
    search_text: text,
    title_text: search,
    grams: `{${[...gramsOf(text), ...titleGramsOf(normalizeText(company.name))].join(",")}}`,
  };
}

/** Drops the table's plain indexes and gives back how to make them again: filling is several times faster without them. */
async function withoutIndexes(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = 'crm.customer'::regclass and not i.indisprimary`,
  );
  for (const { name } of rows) await client.query(`drop index crm."${name}"`);
  return async () => {
    await client.query("set maintenance_work_mem = '256MB'");
    for (const { definition } of rows) await client.query(definition);
  };
}
