-- The status of the lead before its conversion, so that undoing gives it back.
alter table keshu.lead_conversion add column status_before text;
