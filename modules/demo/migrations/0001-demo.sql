-- A company made up to try things with: each time it was made, and what it consists of.
create table keshu.demo_run (
  id uuid primary key,
  seed text not null,
  scale float8 not null,
  -- making, made, failed (can go on), removing, removed
  state text not null check (state in ('making', 'made', 'failed', 'removing', 'removed')),
  made_by uuid not null,
  -- Pipelines it sells by, and what the installation looked like before.
  settings jsonb not null default '{}',
  -- Where the making stands: number of writes done.
  done int not null default 0,
  total int not null default 0,
  -- What could not be written or removed, and why.
  report jsonb,
  started_at timestamptz(3) not null default now(),
  finished_at timestamptz(3)
);
-- One at a time.
create unique index demo_run_current on keshu.demo_run ((true)) where state <> 'removed';

create table keshu.demo_record (
  run_id uuid not null references keshu.demo_run (id) on delete cascade,
  object text not null,
  record_id uuid not null,
  primary key (run_id, object, record_id)
);
