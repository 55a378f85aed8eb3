import type pg from "pg";

const searchColumns = ["search_text", "title_text", "grams", "deleted_at"];

/** Columns a reader sees, in the order of the table. */
export async function readColumns(client: pg.Client | pg.Pool): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = 'bench.customer'::regclass and attnum > 0 and not attisdropped and attname <> all($1) order by attnum`,
    [searchColumns],
  );
  return rows.map((r) => r.name);
}

/** `bench.customer`: a copy of `crm.customer` with its rows, defaults and indexes. */
export async function copyTable(client: pg.Client): Promise<void> {
  await client.query(
    `create schema if not exists bench; drop table if exists bench.customer; create table bench.customer (like crm.customer including defaults)`,
  );
  await client.query(`create sequence if not exists bench.customer_number_seq start 10000000`);
  const { rows: defaults } = await client.query<{ text: string }>(
    `select pg_get_expr(adbin, adrelid) as text from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum where d.adrelid = 'crm.customer'::regclass and a.attname = 'number'`,
  );
  if (defaults[0])
    await client.query(
      `alter table bench.customer alter number set default ${defaults[0].text.replace(/crm\."?customer_number_seq"?/, "bench.customer_number_seq")}`,
    );
  await client.query(`insert into bench.customer select * from crm.customer`);
  await copyIndexes(client);
  await client.query("analyze bench.customer");
}

async function copyIndexes(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ definition: string; name: string }>(
    `select pg_get_indexdef(i.indexrelid) as definition, c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = 'crm.customer'::regclass`,
  );
  for (const { definition } of rows) {
    // the floor knows no rights: of the index of grams it needs the bigrams alone
    const isOfGrams = definition.includes("(grams ||");
    await client.query(
      isOfGrams ? "create index on bench.customer using gin (grams) where deleted_at is null" : definition.replace(" ON crm.customer ", " ON bench.customer "),
    );
  }
}
