-- In which transaction a chunk was written, to tell what its own rules wrote from what others wrote; null of earlier ones.
alter table keshu.import_chunk add column transaction xid8;
alter table keshu.import_chunk alter column transaction set default pg_current_xact_id();
