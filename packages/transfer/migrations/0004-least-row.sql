-- The least row of the file a chunk tells of: rows whose key came again waited for a later chunk. Null where unknown.
alter table keshu.import_chunk add column least_row int;
