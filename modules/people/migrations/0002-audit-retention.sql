-- Where the kept part of the audit log begins: the last event that was let go after its time, with the hash the next one builds on.
create table keshu.audit_start (
  position bigint not null,
  hash text not null,
  at timestamptz(3) not null default now()
);

-- Events are never changed; they are removed only from the old end, up to the place that is written down.
create or replace function keshu.keep_audit_event() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.hash is null and new.hash is not null
    and (new.sequence, new.id, new.transaction, new.at, new.actor, new.kind, new.object, new.record_id, new.ip, new.request_id, new.details)
      is not distinct from (old.sequence, old.id, old.transaction, old.at, old.actor, old.kind, old.object, old.record_id, old.ip, old.request_id, old.details)
  then
    return new;
  end if;
  if tg_op = 'DELETE' and old.position <= (select max(position) from keshu.audit_start) then
    return old;
  end if;
  raise exception 'the audit log is append-only';
end $$;
