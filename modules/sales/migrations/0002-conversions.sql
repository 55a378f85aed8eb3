-- What a conversion made, so that it can be undone.
create table keshu.lead_conversion (
  lead_id uuid primary key,
  customer_id uuid,
  contact_id uuid,
  opportunity_id uuid,
  converted_by uuid,
  converted_at timestamptz(3) not null default now()
);
