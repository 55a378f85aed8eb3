-- Combinations of fields that an administrator wants unique, besides those objects are declared with.
create table keshu.catalog_unique (
  object text not null,
  fields text[] not null,
  created_by uuid,
  created_at timestamptz(3) not null default now(),
  primary key (object, fields)
);
