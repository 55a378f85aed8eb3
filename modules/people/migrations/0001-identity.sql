-- Raised in the transaction of every change to users, roles, departments, sessions or keys; other servers drop
-- their cached identities when it grows. The row is also the lock under which rights change.
create table keshu.identity_epoch (
  one boolean primary key default true check (one),
  epoch bigint not null default 1
);
insert into keshu.identity_epoch default values;

create table keshu.credential (
  user_id uuid primary key,
  -- argon2id in PHC form
  password_hash text not null,
  password_changed_at timestamptz(3) not null default now(),
  -- A one-time password: nothing but changing it is possible with it.
  must_change boolean not null default false,
  one_time_until timestamptz(3),
  -- Encrypted: see server/secret-box.ts
  totp_secret text,
  totp_pending text,
  totp_confirmed_at timestamptz(3),
  -- Last time step that was used: a code works once.
  totp_last_step bigint not null default 0,
  -- SHA-256 of the recovery codes not yet used
  recovery_hashes text[] not null default '{}',
  last_sign_in_at timestamptz(3),
  failed_attempts int not null default 0
);

create table keshu.session (
  id uuid primary key,
  user_id uuid not null,
  -- SHA-256 of the token, in hex. The token itself is nowhere.
  token_hash text not null unique,
  created_at timestamptz(3) not null default now(),
  last_seen_at timestamptz(3) not null default now(),
  ip text,
  user_agent text,
  expires_at timestamptz(3) not null,
  revoked_at timestamptz(3)
);
create index session_by_user on keshu.session (user_id, created_at desc) where revoked_at is null;
create index session_by_expiry on keshu.session (expires_at);

create table keshu.api_key (
  id uuid primary key,
  name text not null,
  user_id uuid not null,
  token_hash text not null unique,
  -- First characters of the token, by which people tell their keys apart.
  prefix text not null,
  scopes text[] not null,
  created_at timestamptz(3) not null default now(),
  created_by uuid not null,
  expires_at timestamptz(3),
  last_used_at timestamptz(3),
  revoked_at timestamptz(3)
);
create index api_key_by_user on keshu.api_key (user_id, created_at desc);

-- Failures by account and by address. Keys are hashes: people type passwords into the e-mail field.
create table keshu.sign_in_attempt (
  kind text not null check (kind in ('account', 'address')),
  key text not null,
  failures int not null default 0,
  last_failure_at timestamptz(3) not null default now(),
  locked_until timestamptz(3),
  primary key (kind, key)
);
create index sign_in_attempt_last on keshu.sign_in_attempt (last_failure_at);

create table keshu.audit_event (
  sequence bigint generated always as identity primary key,
  id uuid not null unique,
  transaction xid8 not null default pg_current_xact_id(),
  at timestamptz(3) not null default clock_timestamp(),
  actor uuid,
  kind text not null,
  object text,
  record_id uuid,
  ip text,
  request_id text,
  details jsonb not null default '{}',
  -- Filled afterwards, in log order (transaction, sequence): see server/audit-chain.ts
  position bigint unique,
  prev_hash text,
  hash text
);
create index audit_event_actor on keshu.audit_event (actor, sequence desc);
create index audit_event_kind on keshu.audit_event (kind, sequence desc);
create index audit_event_record on keshu.audit_event (record_id, sequence desc) where record_id is not null;
create index audit_event_unsealed on keshu.audit_event (transaction, sequence) where hash is null;

-- Events are never changed or removed; the seal is set once.
create function keshu.keep_audit_event() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.hash is null and new.hash is not null
    and (new.sequence, new.id, new.transaction, new.at, new.actor, new.kind, new.object, new.record_id, new.ip, new.request_id, new.details)
      is not distinct from (old.sequence, old.id, old.transaction, old.at, old.actor, old.kind, old.object, old.record_id, old.ip, old.request_id, old.details)
  then
    return new;
  end if;
  raise exception 'the audit log is append-only';
end $$;
create trigger keep_audit_event before update or delete on keshu.audit_event for each row execute function keshu.keep_audit_event();
create trigger keep_audit_log before truncate on keshu.audit_event for each statement execute function keshu.keep_audit_event();
