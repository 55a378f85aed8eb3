-- Where a person's calendar can be subscribed to: one address each, known only by its hash.
create table keshu.calendar_feed (
  user_id uuid primary key,
  token_hash text not null unique,
  created_at timestamptz(3) not null default now(),
  read_at timestamptz(3)
);

-- Reminders that were given, so that each is given once.
create table keshu.reminder (
  record_id uuid not null,
  user_id uuid not null,
  due_at timestamptz(3) not null,
  primary key (record_id, user_id, due_at)
);
create index reminder_due on keshu.reminder (due_at);
