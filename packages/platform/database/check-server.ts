import pg from "pg";
import { databaseAddress } from "../config.ts";
import { StartError } from "../start-error.ts";
import { reasonOf } from "../start-reasons.ts";

/**
 * Asks a database given by DATABASE_URL whether it can serve: reachable, PostgreSQL ≥ 15, UTF-8, ICU, trigrams of Chinese.
 * Waits up to `patience` milliseconds for one that is just starting. @throws StartError with the one line that helps
 */
export async function checkServer(url: string, patience = 5_000): Promise<void> {
  const client = await connect(url, Date.now() + patience);
  try {
    await checkFacts(client);
    await checkTrigrams(client);
  } finally {
    await client.end().catch(() => {});
  }
}

async function connect(url: string, until: number): Promise<pg.Client> {
  for (;;) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    client.on("error", () => {});
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end().catch(() => {});
      const { code } = error as { code?: string };
      const isStarting = code === "57P03" || code === "ECONNREFUSED";
      if (!isStarting || Date.now() > until) throw explain(error, url);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

function explain(error: unknown, url: string): StartError {
  const { host, database } = partsOf(url);
  const { code } = error as { code?: string };
  const isAskedInVain = /^SASL:.*password/.test((error as Error).message); // the server asks for a password, the URL has none
  if (code === "28P01" || code === "28000" || isAskedInVain) return new StartError("DATABASE_PASSWORD", { host }, error);
  if (code === "3D000") return new StartError("DATABASE_MISSING", { host, database }, error);
  return new StartError("DATABASE_UNREACHABLE", { host, reason: reasonOf(error) }, error);
}

function partsOf(url: string): { host: string; database: string } {
  const parts = databaseAddress(url);
  const host = parts?.searchParams.get("host") || decodeURIComponent(parts?.hostname || "?");
  return { host: `${host}${parts?.port ? `:${parts.port}` : ""}`, database: decodeURIComponent(parts?.pathname.slice(1) ?? "") };
}

async function checkFacts(client: pg.Client): Promise<void> {
  const { rows } =
    await client.query(`SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number, current_setting('server_encoding') AS encoding, current_user AS "user",
    EXISTS (SELECT FROM pg_collation WHERE collname = 'zh-x-icu') AS has_icu, has_database_privilege(current_database(), 'CREATE') OR to_regnamespace('keshu') IS NOT NULL AS may_create`);
  const [facts] = rows;
  if (facts.number < 150_000) throw new StartError("DATABASE_TOO_OLD", { version: facts.version });
  if (facts.encoding !== "UTF8") throw new StartError("DATABASE_ENCODING", { encoding: facts.encoding });
  if (!facts.has_icu) throw new StartError("DATABASE_COLLATION");
  if (!facts.may_create) throw new StartError("DATABASE_RIGHTS", { user: facts.user });
}

/** Under LC_CTYPE C the extension sees no letters in Chinese, and indexes over it stay empty without a word. */
async function checkTrigrams(client: pg.Client): Promise<void> {
  try {
    await client.query("CREATE EXTENSION IF NOT EXISTS pg_trgm");
  } catch (error) {
    if ((error as { code?: string }).code !== "23505") throw new StartError("DATABASE_EXTENSION", { reason: (error as Error).message }, error); // 23505: another server made it at the same moment
  }
  const { rows } = await client.query(`SELECT cardinality(trgm.f) AS n, d.datctype AS locale FROM pg_database d,
    LATERAL (SELECT ${await trigramFunction(client)}('中文') AS f) trgm WHERE d.datname = current_database()`);
  if (!rows[0].n) throw new StartError("DATABASE_TRIGRAM", { locale: rows[0].locale });
}

async function trigramFunction(client: pg.Client): Promise<string> {
  const { rows } = await client.query(
    "SELECT quote_ident(n.nspname) AS schema FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE extname = 'pg_trgm'",
  );
  return `${rows[0].schema}.show_trgm`;
}
