import pg from "pg";
import { signIn } from "./api.ts";
import type { Samples } from "./cases.ts";
import type { BenchServer } from "./database.ts";
import { copyTable } from "./floor/table.ts";
import { administrator, startOurs } from "./processes.ts";
import { seedCustomers } from "./seed/customers.ts";
import { salesperson, seedPeople, seedShares } from "./seed/people.ts";

/** A database with that many customers, people, shares and, unless told otherwise, the floor's copy; made once, then used again. */
export async function prepareDatabase(server: BenchServer, name: string, customers: number, withFloor = true): Promise<string> {
  const { url } = await server.database(name);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    if (await exists(client, "bench.prepared")) {
      await forgetLastRun(client, customers);
      if (withFloor && !(await exists(client, "bench.customer"))) await copyTable(client);
      return url;
    }
    console.log(`Seeding ${customers.toLocaleString("en")} customers …`);
    const ours = await startOurs(url);
    try {
      const place = await seedPeople(await signIn(ours.url, administrator));
      await ours.stop();
      await seedCustomers(client, customers, place);
      await seedShares(client, salesperson.email);
      if (withFloor) await copyTable(client);
      await client.query("create schema if not exists bench");
      await client.query("create table bench.prepared (at timestamptz default now())");
      await client.query("checkpoint").catch(() => {});
    } finally {
      await ours.stop();
    }
    return url;
  } finally {
    await client.end();
  }
}

/** Takes out what an earlier run created, so that every run begins alike. */
async function forgetLastRun(client: pg.Client, customers: number): Promise<void> {
  for (const schema of ["crm", "bench"]) {
    if (!(await exists(client, `${schema}.customer`))) continue;
    const { rowCount } = await client.query(`delete from ${schema}.customer c where ${numberOf} > $1`, [customers]);
    if (rowCount) await client.query(`vacuum (analyze) ${schema}.customer`);
  }
  await client.query("truncate keshu.change, keshu.history");
}

/** The running part of a customer's number: seeded ones are at most as many as were seeded. */
const numberOf = "split_part(c.number, '-', 2)::bigint";

async function exists(client: pg.Client, table: string): Promise<boolean> {
  const { rows } = await client.query<{ found: string | null }>("select to_regclass($1)::text as found", [table]);
  return rows[0]?.found !== null;
}

export async function readSamples(url: string, customers: number): Promise<Samples> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const all = await client.query<{ id: string }>(`select c.id from crm.customer c tablesample system (5) where ${numberOf} <= $1 limit 2000`, [customers]);
    const own = await client.query<{ id: string }>(
      `select c.id from crm.customer c join crm."user" u on u.department_id = c.department_id where u.email = $1 and ${numberOf} <= $2 limit 1500`,
      [salesperson.email, customers],
    );
    const shared = await client.query<{ id: string }>(
      `select m.record_id as id from keshu.team_member m join crm."user" u on u.id = m.user_id where u.email = $1 and m.object = 'customer'`,
      [salesperson.email],
    );
    return { all: all.rows.map((r) => r.id), own: [...own.rows, ...shared.rows].map((r) => r.id) };
  } finally {
    await client.end();
  }
}
