import type { Authenticate, Identity } from "@keshu/http/authentication";
import type { Database } from "@keshu/kernel";
import type { IdentifiedPrincipal } from "./compile-principal.ts";
import { identityGeneration, onIdentityChange } from "./identity-epoch.ts";
import { principalOfUser } from "./load-identity.ts";
import { hashToken, kindOfToken, type TokenKind } from "./tokens.ts";

const trustFor = 5_000;
const capacity = 10_000;
const touchEvery = 60_000;

interface Found {
  principal: IdentifiedPrincipal;
  expiresAt: number;
  touchedAt: number;
}
interface Cached {
  found: Found;
  until: number;
}
interface Cache {
  known: Map<string, Cached>;
  loading: Map<string, Promise<Found | null>>;
}

// By database and then by hash, oldest first; the token itself is never kept.
let caches = new WeakMap<Database, Cache>();
onIdentityChange(() => {
  caches = new WeakMap();
});

/**
 * Who a session token or API key belongs to, with rights compiled; null when it is unknown, ended or expired.
 * Answers at once, without a promise, while it is cached.
 */
export function authenticate(db: Database, token: string): IdentifiedPrincipal | null | Promise<IdentifiedPrincipal | null> {
  const kind = kindOfToken(token);
  if (!kind) return null;
  const key = hashToken(token);
  const cached = caches.get(db)?.known.get(key);
  const now = Date.now();
  if (!cached || cached.until <= now) return loadFresh(db, kind, key);
  return admit(db, kind, key, cached.found);
}

function admit(db: Database, kind: TokenKind, key: string, found: Found): IdentifiedPrincipal | null {
  if (found.expiresAt <= Date.now()) return null;
  touch(db, kind, key, found);
  return found.principal;
}

/** Reads the identity, once for all who ask meanwhile, and again when rights changed while it was read. */
async function loadFresh(db: Database, kind: TokenKind, key: string): Promise<IdentifiedPrincipal | null> {
  const cache = cacheOf(db);
  const generation = identityGeneration();
  let loading = cache.loading.get(key);
  if (!loading) {
    loading = (kind === "session" ? loadSession(db, key) : loadApiKey(db, key)).finally(() => cache.loading.delete(key));
    cache.loading.set(key, loading);
  }
  const found = await loading;
  if (generation !== identityGeneration()) return loadFresh(db, kind, key);
  if (!found) return null; // guesses take no room
  remember(cache.known, key, { found, until: Date.now() + trustFor });
  return admit(db, kind, key, found);
}

function cacheOf(db: Database): Cache {
  let cache = caches.get(db);
  if (!cache) {
    cache = { known: new Map(), loading: new Map() };
    caches.set(db, cache);
  }
  return cache;
}

function remember(known: Map<string, Cached>, key: string, cached: Cached): void {
  known.delete(key);
  known.set(key, cached);
  if (known.size > capacity) known.delete(known.keys().next().value as string);
}

async function loadSession(db: Database, hash: string): Promise<Found | null> {
  const { rows } = await db.prepared<{ id: string; user_id: string; expires_at: string; last_seen_at: string }>(
    `select id, user_id, expires_at, last_seen_at from keshu.session
     where token_hash = $1 and revoked_at is null and expires_at > now() and last_seen_at > now() - $2::int * interval '1 minute'`,
    [hash, sessionLimits.idleMinutes],
  );
  const session = rows[0];
  const principal = session && (await principalOfUser(db, session.user_id, { sessionId: session.id }));
  return session && principal ? { principal, expiresAt: Date.parse(session.expires_at), touchedAt: Date.parse(session.last_seen_at) } : null;
}

async function loadApiKey(db: Database, hash: string): Promise<Found | null> {
  const { rows } = await db.prepared<{ id: string; user_id: string; scopes: string[]; expires_at: string | null; last_used_at: string | null }>(
    "select id, user_id, scopes, expires_at, last_used_at from keshu.api_key where token_hash = $1 and revoked_at is null and (expires_at is null or expires_at > now())",
    [hash],
  );
  const apiKey = rows[0];
  const principal = apiKey && (await principalOfUser(db, apiKey.user_id, { apiKeyId: apiKey.id, keyScopes: apiKey.scopes }));
  if (!apiKey || !principal) return null;
  return {
    principal,
    expiresAt: apiKey.expires_at ? Date.parse(apiKey.expires_at) : Number.POSITIVE_INFINITY,
    touchedAt: apiKey.last_used_at ? Date.parse(apiKey.last_used_at) : 0,
  };
}

const touches = {
  session: "update keshu.session set last_seen_at = now() where token_hash = $1",
  api_key: "update keshu.api_key set last_used_at = now() where token_hash = $1",
};

/** Notes the use, at most once a minute, without holding up the request. */
function touch(db: Database, kind: TokenKind, hash: string, found: Found): void {
  const now = Date.now();
  if (now - found.touchedAt < touchEvery) return;
  found.touchedAt = now;
  db.query(touches[kind], [hash]).catch(() => {
    found.touchedAt = 0;
  });
}

/** `authenticate` in the form the HTTP layer takes. */
export function identify(db: Database): Authenticate {
  const toIdentity = (principal: IdentifiedPrincipal | null): Identity | null => (principal ? identityOf(principal) : null);
  return (token) => {
    const found = authenticate(db, token);
    return found instanceof Promise ? found.then(toIdentity) : toIdentity(found);
  };
}

const identities = new WeakMap<IdentifiedPrincipal, Identity>();

function identityOf(principal: IdentifiedPrincipal): Identity {
  let identity = identities.get(principal);
  if (!identity) {
    const { sessionId, apiKeyId, userId, mustChangePassword } = principal;
    identity = {
      principal,
      id: apiKeyId ? `api_key:${apiKeyId}` : userId,
      ...(sessionId ? { sessionId } : {}),
      ...(mustChangePassword ? { mustChangePassword } : {}),
    };
    identities.set(principal, identity);
  }
  return identity;
}

/** How long a session lives at most, and without being used. */
export const sessionLimits = { maximumDays: 30, idleMinutes: 7 * 24 * 60 };
