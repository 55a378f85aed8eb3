-- Read shares without end of who attends an event came from attending it.
do $$ begin
  if exists (select from information_schema.columns where table_schema = 'crm' and table_name = 'event' and column_name = 'attendee_ids') then
    update keshu.team_member m set by_rule = true from crm.event e
    where m.object = 'event' and m.record_id = e.id and m.access = 'read' and m.until is null and m.user_id = any(e.attendee_ids);
  end if;
end $$;
