-- How long deals stood in each stage, kept forever. The open row of a deal has no left_at.
create table keshu.opportunity_stage (
  opportunity_id uuid not null,
  sequence bigint generated always as identity,
  pipeline_id uuid,
  stage text not null,
  entered_at timestamptz(3) not null,
  left_at timestamptz(3),
  entered_by uuid,
  -- The customer this win made one who has bought; taken back with the win.
  won_customer_id uuid,
  primary key (opportunity_id, sequence)
);
create unique index opportunity_stage_open on keshu.opportunity_stage (opportunity_id) where left_at is null;
