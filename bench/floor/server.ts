import { newId } from "@keshu/kernel";
import { gramsOf, likePattern, queryGrams } from "@keshu/search";
import Fastify from "fastify";
import pg from "pg";
import { readColumns } from "./table.ts";

/**
 * What a good programmer would write by hand for this one table: bare Fastify and `pg`, named statements,
 * the same columns and indexes, bigrams for `contains`; no rights, checks, change log, catalog or pinyin.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL as string, max: 20 });
const app = Fastify({ bodyLimit: 64 * 1024 * 1024 });
const all = (await readColumns(pool)).map((c) => `"${c}"`).join(", ");

app.get<{ Params: { id: string } }>("/customers/:id", async (request, reply) => {
  const { rows } = await pool.query({
    name: "read",
    text: `select ${all} from bench.customer where id = $1 and deleted_at is null`,
    values: [request.params.id],
  });
  return rows[0] ?? reply.code(404).send({ code: "NOT_FOUND" });
});

app.get<{ Querystring: { industry?: string; name?: string } }>("/customers", async (request) => {
  const { industry, name } = request.query;
  if (name !== undefined) {
    const { grams } = queryGrams(name);
    const text = `select ${all} from bench.customer where grams @> $1::int4[] and name like $2 and deleted_at is null order by created_at desc, id desc limit 50`;
    // not named: PostgreSQL plans each word for itself, as a hand-written search would have it
    return { data: (await pool.query({ text, values: [`{${grams.join(",")}}`, `%${likePattern(name)}%`] })).rows };
  }
  const text = `select ${all} from bench.customer where industry = $1 and deleted_at is null order by created_at desc, id desc limit 50`;
  return { data: (await pool.query({ name: "list", text, values: [industry] })).rows };
});

interface Input {
  name: string;
  contact_name: string;
  mobile: string;
  email: string;
  industry: string;
  level: string;
  source: string;
  region: string;
  remark: string;
}
const given = ["name", "contact_name", "mobile", "email", "industry", "level", "source", "region", "remark"] as const;
const written = ["id", ...given, "deal_status", "pool_status", "is_locked", "name_key", "tags", "search_text", "title_text", "grams"];
const types = ["uuid", ...given.map(() => "text"), "text", "text", "boolean", "text", "text[]", "text", "text", "int4[]"];

function valuesOf(input: Input): unknown[] {
  const text = `${input.name}\n${input.contact_name}\n${input.mobile}\n${input.email}`.toLowerCase();
  return [newId(), ...given.map((f) => input[f] || null), "未成交", "private", false, input.name, "{}", text, input.name, `{${gramsOf(text).join(",")}}`];
}

app.post<{ Body: Input }>("/customers", async (request, reply) => {
  const text = `insert into bench.customer (${written.join(", ")}) values (${written.map((_, i) => `$${i + 1}`).join(", ")}) returning ${all}`;
  const { rows } = await pool.query({ name: "create", text, values: valuesOf(request.body) });
  return reply.code(201).send(rows[0]);
});

app.post<{ Body: { records: Input[] } }>("/customers/batch", async (request) => {
  const rows = request.body.records.map(valuesOf);
  const columns = written.map((_, i) => rows.map((row) => row[i] ?? null));
  const text = `insert into bench.customer (${written.join(", ")}) select ${types.map((t, i) => `c${i}::${t}`).join(", ")}
    from unnest(${written.map((_, i) => `$${i + 1}::text[]`).join(", ")}) v(${written.map((_, i) => `c${i}`).join(", ")}) returning id`;
  const { rows: stored } = await pool.query({ name: "batch", text, values: columns });
  return { results: stored.map(({ id }) => ({ ok: true, id, outcome: "created" })), created: stored.length };
});

await app.listen({ host: "127.0.0.1", port: Number(process.env.PORT) });
process.on("SIGTERM", () => process.exit(0));
