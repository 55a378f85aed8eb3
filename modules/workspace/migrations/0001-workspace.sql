-- What belongs to a person or to the company, not to a record. JSON is kept as text: it is carried, never searched,
-- and jsonb refuses some strings that people can type.

create table keshu.view (
  id uuid primary key,
  object text not null,
  owner_id uuid not null,
  name text not null,
  kind text not null check (kind in ('table', 'board', 'calendar')),
  sharing text not null check (sharing in ('private', 'department', 'everyone')),
  position float8 not null,
  -- scene, q, filter, sort, columns, group_by, settings
  query text not null,
  created_at timestamptz(3) not null default now(),
  updated_at timestamptz(3) not null default now()
);
create index view_owner on keshu.view (owner_id, object);
create index view_shared on keshu.view (object) where sharing <> 'private';

create table keshu.preference (
  user_id uuid not null,
  key text not null,
  value text not null,
  updated_at timestamptz(3) not null default now(),
  primary key (user_id, key)
);

create table keshu.recent (
  user_id uuid not null,
  object text not null,
  record_id uuid not null,
  at timestamptz(3) not null default clock_timestamp(),
  primary key (user_id, object, record_id)
);
create index recent_at on keshu.recent (user_id, at desc);

create table keshu.notification (
  id uuid primary key,
  -- Place in commit-safe order, as in keshu.change: servers follow new ones by it.
  transaction xid8 not null default pg_current_xact_id(),
  user_id uuid not null,
  kind text not null,
  title text not null,
  body text,
  object text,
  record_id uuid,
  actor_id uuid,
  -- What it is about, so that it is told once whatever happens twice.
  key text,
  -- Of one that stands for several, such as records given by one import.
  count int not null default 1,
  at timestamptz(3) not null default clock_timestamp(),
  read_at timestamptz(3),
  unique (user_id, key)
);
create index notification_list on keshu.notification (user_id, id desc);
create index notification_unread on keshu.notification (user_id, id desc) where read_at is null;
create index notification_order on keshu.notification (transaction, id);
create index notification_at on keshu.notification (at);

-- Readers of the change log begin here, not at what happened before there were notifications.
insert into keshu.consumer (name, transaction) values ('notifications', pg_current_xact_id());

create table keshu.company (
  one boolean primary key default true check (one),
  name text,
  color text,
  -- Small enough to stand here, so that every server has it.
  logo bytea,
  logo_type text,
  logo_hash text,
  is_set_up boolean not null default false,
  is_demo boolean not null default false,
  updated_at timestamptz(3) not null default now()
);
insert into keshu.company default values;

-- Who looks at a record now. A row lives as long as the server that holds the connection beats.
create table keshu.presence (
  node_id uuid not null references keshu.node (id) on delete cascade,
  session_id uuid not null,
  object text not null,
  record_id uuid not null,
  user_id uuid not null,
  is_editing boolean not null,
  primary key (node_id, session_id, object, record_id)
);
create index presence_record on keshu.presence (record_id);
