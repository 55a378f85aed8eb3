create schema if not exists crm;

-- Which history of this database a cursor belongs to: a restore raises it.
create table keshu.epoch (
  epoch int not null default 1,
  -- Everything at or below is no longer in the change log.
  retained_transaction xid8 not null default '0',
  retained_sequence bigint not null default 0
);
insert into keshu.epoch default values;

-- The change log: one row for every write, in the same transaction. For delivery; short-lived.
create table keshu.change (
  transaction xid8 not null default pg_current_xact_id(),
  sequence bigint generated always as identity,
  at timestamptz(3) not null default clock_timestamp(),
  object text not null,
  record_id uuid not null,
  kind text not null,
  actor uuid,
  origin text not null,
  diff jsonb not null default '{}',
  owner_before uuid,
  department_before uuid,
  owner_after uuid,
  department_after uuid,
  -- People whose own sight this changes: members added to or removed from the record's team.
  audience uuid[],
  primary key (transaction, sequence)
);

-- Server-side readers of the log, each at its own place.
create table keshu.consumer (
  name text primary key,
  transaction xid8 not null default '0',
  sequence bigint not null default 0,
  moved_at timestamptz(3) not null default now()
);

-- What happened to a record, for people; filled from the log, kept by policy.
create table keshu.history (
  object text not null,
  record_id uuid not null,
  epoch int not null,
  transaction xid8 not null,
  sequence bigint not null,
  at timestamptz(3) not null,
  kind text not null,
  actor uuid,
  origin text not null,
  diff jsonb not null,
  primary key (record_id, epoch, transaction, sequence)
);

-- People a record was shared with.
create table keshu.team_member (
  user_id uuid not null,
  object text not null,
  record_id uuid not null,
  access text not null check (access in ('read', 'write')),
  until timestamptz(3),
  added_by uuid,
  added_at timestamptz(3) not null default now(),
  primary key (user_id, object, record_id)
);
create index team_member_record on keshu.team_member (record_id, object);

-- Objects and fields made at run time, and changes of words to standard ones.
create table keshu.catalog_version (version bigint not null default 1);
insert into keshu.catalog_version default values;
create table keshu.catalog_object (
  name text primary key,
  definition jsonb not null,
  created_by uuid,
  created_at timestamptz(3) not null default now(),
  removed_at timestamptz(3)
);
create table keshu.catalog_field (
  id bigint generated always as identity primary key,
  object text not null,
  name text not null,
  definition jsonb not null,
  column_name text not null,
  sql_type text not null,
  created_by uuid,
  created_at timestamptz(3) not null default now(),
  removed_at timestamptz(3)
);
create unique index catalog_field_name on keshu.catalog_field (object, name) where removed_at is null;
create table keshu.catalog_override (
  object text not null,
  field text not null,
  definition jsonb not null,
  primary key (object, field)
);

insert into keshu.consumer (name) values ('history');
