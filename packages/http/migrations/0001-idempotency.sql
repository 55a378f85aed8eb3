-- The first answer to a write that came with an Idempotency-Key; written in the same transaction as the write.
create table keshu.idempotency_key (
  principal text not null,
  key text not null,
  request_hash bytea not null,
  status int,
  headers jsonb,
  body text,
  created_at timestamptz not null default now(),
  primary key (principal, key)
);
create index idempotency_key_created_at on keshu.idempotency_key (created_at);
