create table keshu.import (
  id uuid primary key,
  object text not null,
  state text not null default 'running' check (state in ('running', 'done', 'failed', 'reversed')),
  -- What is under way while the state is 'running'.
  phase text check (phase in ('reading', 'writing', 'reversing')),
  user_id uuid not null,
  -- The key it was made with: it stays within that key's scopes.
  api_key_id uuid,
  locale text not null,
  file_id uuid,
  file_name text not null,
  file_size bigint not null,
  options jsonb not null,
  format jsonb not null,
  mapping jsonb not null,
  key text[] not null default '{}',
  duplicates text not null check (duplicates in ('skip', 'update', 'create')),
  is_dry_run boolean not null default false,
  suggestions jsonb not null default '[]',
  total int not null default 0,
  processed int not null default 0,
  created int not null default 0,
  updated int not null default 0,
  unchanged int not null default 0,
  skipped int not null default 0,
  failed int not null default 0,
  -- The checkpoint: the last row of the file that a committed chunk took in.
  position int not null default 0,
  -- Whose turn it is; a server that finds another's here lets go.
  runner uuid,
  -- Errors that were no fault of the file.
  tries int not null default 0,
  error jsonb,
  reversal jsonb,
  created_at timestamptz(3) not null default now(),
  started_at timestamptz(3),
  finished_at timestamptz(3),
  reversed_at timestamptz(3)
);
create index import_user on keshu.import (user_id, created_at desc);
create index import_running on keshu.import (created_at) where state = 'running';

-- What one transaction of an import did, so that it can be shown and undone.
create table keshu.import_chunk (
  import_id uuid not null references keshu.import on delete cascade,
  first_row int not null,
  last_row int not null,
  created uuid[] not null default '{}',
  -- [{id, version, before: {field: value}}]
  updated jsonb not null default '[]',
  -- [{row, cells, errors: [{path, code, params}]}]
  refused jsonb not null default '[]',
  is_reversed boolean not null default false,
  primary key (import_id, first_row)
);

-- Rows whose key comes again further down the file: they are merged with the last one.
create table keshu.import_waiting (
  import_id uuid not null references keshu.import on delete cascade,
  key_hash bigint not null,
  row int not null,
  cells jsonb not null,
  primary key (import_id, key_hash, row)
);

-- Rows without a key that made a record, so that the same row does not make it again.
create table keshu.import_fingerprint (
  object text not null,
  hash bytea not null,
  record_id uuid not null,
  import_id uuid not null,
  primary key (object, hash)
);
create index import_fingerprint_import on keshu.import_fingerprint (import_id);

create table keshu.export (
  id uuid primary key,
  object text not null,
  state text not null default 'running' check (state in ('running', 'done', 'failed')),
  user_id uuid not null,
  api_key_id uuid,
  locale text not null,
  query jsonb not null,
  format text not null check (format in ('csv', 'xlsx')),
  options jsonb not null default '{}',
  file_id uuid,
  file_name text not null,
  total int,
  processed int not null default 0,
  error jsonb,
  created_at timestamptz(3) not null default now(),
  finished_at timestamptz(3),
  expires_at timestamptz(3)
);
create index export_user on keshu.export (user_id, created_at desc);
