import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

interface Key {
  id: string;
  bytes: Buffer;
}
let keys: Key[] | undefined;

export interface SecretOptions {
  /** KESHU_SECRET: one or more secrets separated by commas; the first encrypts, all decrypt. */
  secret?: string | undefined;
  /** Where `secret.key` is made and kept when no secret is given. */
  dataDir?: string | undefined;
}

/** Chooses the key that encrypts secrets at rest. Servers that share a database must share KESHU_SECRET. */
export function configureSecrets(options: SecretOptions): void {
  const secrets = (options.secret ?? "").split(",").map((s) => s.trim());
  const given = secrets.filter((s) => s !== "").map((s) => Buffer.from(s, "utf8"));
  keys = (given.length ? given : [readOrMakeKeyFile(options.dataDir ?? "./data")]).map((material) => {
    const bytes = Buffer.from(hkdfSync("sha256", material, "", "keshu secret box v1", 32));
    return { bytes, id: createHash("sha256").update(bytes).digest("hex").slice(0, 8) };
  });
}

function readOrMakeKeyFile(dataDir: string): Buffer {
  const path = join(dataDir, "secret.key");
  mkdirSync(dataDir, { recursive: true });
  if (!existsSync(path)) {
    // Written aside and linked: of two servers that start at once, one wins and both read the same whole key.
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
    try {
      linkSync(draft, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      unlinkSync(draft);
    }
  }
  chmodSync(path, 0o600);
  return Buffer.from(readFileSync(path, "utf8").trim(), "utf8");
}

function currentKeys(): Key[] {
  if (!keys) configureSecrets({ secret: process.env.KESHU_SECRET, dataDir: process.env.DATA_DIR });
  return keys as Key[];
}

/** AES-256-GCM; `purpose` (such as `totp:<user id>`) binds the text to its place, so that it cannot be moved to another row. */
export function seal(plain: string, purpose: string): string {
  const [key] = currentKeys() as [Key];
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key.bytes, iv).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(plain, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1.${key.id}.${iv.toString("base64url")}.${sealed.toString("base64url")}`;
}

/** The text again. Throws when the key is not at hand or the text was changed. */
export function unseal(sealed: string, purpose: string): string {
  const [version, keyId, iv, body] = sealed.split(".");
  if (version !== "v1" || !iv || !body) throw new Error("An encrypted value has an unknown form");
  const key = currentKeys().find((k) => k.id === keyId);
  if (!key) throw new Error("An encrypted value was made with another key: set KESHU_SECRET to the secret it was made with, or restore DATA_DIR/secret.key");
  const bytes = Buffer.from(body, "base64url");
  const decipher = createDecipheriv("aes-256-gcm", key.bytes, Buffer.from(iv, "base64url"), { authTagLength: 16 })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString("utf8");
}
