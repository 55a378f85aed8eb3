import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import { createError, type Database, isUuid, newId } from "@keshu/kernel";

export interface StoredFile {
  id: string;
  name: string;
  media_type: string;
  size: number;
  sha256: string;
  created_by: string | null;
  created_at: string;
  object: string | null;
  record_id: string | null;
  expires_at: string | null;
}

export interface NewFile {
  name: string;
  mediaType: string;
  stream: Readable | AsyncIterable<Uint8Array | string>;
  createdBy: string | null;
  /** Most bytes; more is refused with PAYLOAD_TOO_LARGE and leaves nothing. */
  limit?: number;
  id?: string;
  /** The record it belongs to. */
  link?: { object: string; recordId: string };
  /** When a file that belongs to no record is removed; default after a day. Null: kept until deleted. */
  expiresAt?: Date | null;
}

/** Bytes in a folder, what is known of them in keshu.file. */
export interface FileStore {
  /** Writes the stream to disk (synced) and adds its row. @throws PAYLOAD_TOO_LARGE, DISK_FULL */
  store(db: Database, file: NewFile): Promise<StoredFile>;
  find(db: Database, id: string): Promise<StoredFile | null>;
  /** @throws NOT_FOUND */
  open(db: Database, id: string): Promise<{ file: StoredFile; stream: Readable; path: string }>;
  /** Ties uploads to a record, which keeps them. Returns the ids that exist. */
  link(db: Database, ids: readonly string[], link: { object: string; recordId: string }): Promise<string[]>;
  /** Removes the row now and the bytes after the commit. */
  delete(db: Database, id: string): Promise<boolean>;
  /** Removes expired files and bytes that no row knows (a server was killed while storing). */
  sweep(db: Database): Promise<{ expired: number; orphans: number }>;
}

const COLUMNS = "id, name, media_type, size, sha256, created_by, created_at, object, record_id, expires_at";
const DAY = 86_400_000;
const ORPHAN_AGE = 3_600_000;

export function openFileStore(folder: string): FileStore {
  // the last characters of an id are random; the first are its time and would fill one folder after the other
  const pathOf = (id: string) => join(folder, id.slice(-2), id.slice(-4, -2), id);
  const removeBytes = (id: string) => void rm(pathOf(id), { force: true }).catch(() => {});

  const files: FileStore = {
    async store(db, file) {
      const id = file.id ?? newId();
      const path = pathOf(id);
      const { size, sha256 } = await writeBytes(path, file.stream, file.limit ?? Number.POSITIVE_INFINITY);
      const expiresAt = file.link || file.expiresAt === null ? null : (file.expiresAt ?? new Date(Date.now() + DAY)).toISOString();
      try {
        const { rows } = await db.query<StoredFile>(
          `INSERT INTO keshu.file (id, name, media_type, size, sha256, created_by, object, record_id, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING ${COLUMNS}`,
          [id, cleanName(file.name), file.mediaType, size, sha256, file.createdBy, file.link?.object ?? null, file.link?.recordId ?? null, expiresAt],
        );
        return rows[0] as StoredFile;
      } catch (error) {
        removeBytes(id);
        throw error;
      }
    },
    async find(db, id) {
      if (!isUuid(id)) return null;
      const { rows } = await db.prepared<StoredFile>(`SELECT ${COLUMNS} FROM keshu.file WHERE id = $1`, [id]);
      return rows[0] ?? null;
    },
    async open(db, id) {
      const file = await files.find(db, id);
      if (!file) throw createError("NOT_FOUND");
      const path = pathOf(file.id);
      if (!(await stat(path).catch(() => null))) throw createError("NOT_FOUND", { cause: new Error(`the bytes of file ${file.id} are missing`) });
      return { file, stream: createReadStream(path), path };
    },
    async link(db, ids, link) {
      const { rows } = await db.query<{ id: string }>(
        "UPDATE keshu.file SET object = $2, record_id = $3, expires_at = NULL WHERE id = ANY ($1::uuid[]) RETURNING id",
        [ids.filter(isUuid), link.object, link.recordId],
      );
      return rows.map((row) => row.id);
    },
    async delete(db, id) {
      if (!isUuid(id)) return false;
      const { rows } = await db.query<{ id: string }>("DELETE FROM keshu.file WHERE id = $1 RETURNING id", [id]);
      for (const row of rows) db.afterCommit(() => removeBytes(row.id));
      return rows.length > 0;
    },
    async sweep(db) {
      const { rows } = await db.query<{ id: string }>("DELETE FROM keshu.file WHERE expires_at < now() RETURNING id");
      for (const row of rows) db.afterCommit(() => removeBytes(row.id));
      return { expired: rows.length, orphans: await removeOrphans(folder, db) };
    },
  };
  return files;
}

async function writeBytes(path: string, stream: NewFile["stream"], limit: number): Promise<{ size: number; sha256: string }> {
  await mkdir(dirname(path), { recursive: true });
  const partial = `${path}.part`;
  const hash = createHash("sha256");
  let size = 0;
  const target = await open(partial, "w", 0o600);
  try {
    for await (const piece of stream) {
      const bytes = typeof piece === "string" ? Buffer.from(piece) : piece;
      size += bytes.length;
      if (size > limit) throw createError("PAYLOAD_TOO_LARGE", { params: { limit: `${Math.floor(limit / 2 ** 20)} MB` } });
      hash.update(bytes);
      await target.writeFile(bytes);
    }
    await target.sync(); // the row must not outlive its bytes
    await target.close();
    await rename(partial, path);
    return { size, sha256: hash.digest("hex") };
  } catch (error) {
    await target.close().catch(() => {});
    await rm(partial, { force: true }).catch(() => {});
    throw isDiskFull(error) ? createError("DISK_FULL", { cause: error }) : error;
  }
}

function isDiskFull(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code === "ENOSPC" || code === "EDQUOT";
}

async function removeOrphans(folder: string, db: Database): Promise<number> {
  let removed = 0;
  for (const shelf of await readdir(folder).catch(() => [])) {
    for (const inner of await readdir(join(folder, shelf)).catch(() => [])) {
      const place = join(folder, shelf, inner);
      const old = await oldFiles(place);
      if (!old.length) continue;
      const ids = old.filter(isUuid);
      const { rows } = await db.query<{ id: string }>("SELECT id FROM keshu.file WHERE id = ANY ($1::uuid[])", [ids]);
      const known = new Set(rows.map((row) => row.id));
      for (const name of old.filter((n) => !known.has(n))) {
        await rm(join(place, name), { force: true });
        removed++;
      }
    }
  }
  return removed;
}

async function oldFiles(place: string): Promise<string[]> {
  const names = await readdir(place).catch(() => []);
  const old: string[] = [];
  for (const name of names) {
    const facts = await stat(join(place, name)).catch(() => null);
    if (facts?.isFile() && Date.now() - facts.mtimeMs > ORPHAN_AGE) old.push(name);
  }
  return old;
}

/** The last part of a path, without control characters, at most 200 characters with its ending kept. */
function cleanName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go
  const last = (name.split(/[/\\]/).at(-1) ?? "").replaceAll(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, "").trim();
  if (last === "" || last === "." || last === "..") return "file";
  const letters = [...last];
  return letters.length <= 200 ? last : `${letters.slice(0, 180).join("")}${letters.slice(-20).join("")}`;
}
