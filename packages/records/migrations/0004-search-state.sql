-- By which rules the search columns of an object's records were made, and how far they are being made anew.
create table keshu.search_state (
  object text primary key,
  signature text not null,
  -- Records up to this one are done; null when all are.
  after_id uuid,
  at timestamptz(3) not null default now()
);
