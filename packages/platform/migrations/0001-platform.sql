-- Every running server, by its heartbeat: for jobs of a killed one and for agreement on the catalog.
create table keshu.node (
  id uuid primary key,
  host text not null,
  pid int not null,
  started_at timestamptz not null default now(),
  heartbeat_at timestamptz not null default now(),
  -- 0 until it serves
  catalog_version bigint not null default 0,
  -- names under which it locks jobs
  worker_ids text[] not null default '{}'
);

-- Uploads and produced files; the bytes are in DATA_DIR/files.
create table keshu.file (
  id uuid primary key,
  name text not null,
  media_type text not null,
  size bigint not null,
  sha256 text not null,
  created_by uuid,
  created_at timestamptz(3) not null default now(),
  -- The record it belongs to; without one it is removed after expires_at.
  object text,
  record_id uuid,
  expires_at timestamptz(3)
);
create index file_record on keshu.file (record_id) where record_id is not null;
create index file_expires on keshu.file (expires_at) where expires_at is not null;
