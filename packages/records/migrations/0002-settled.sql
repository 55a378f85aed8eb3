-- Every transaction below this one has ended, as far as it could have written here. pg_snapshot_xmin() alone
-- counts transactions of the whole server: a backup or a report left open in another database would hold back
-- every reader of the log. Those still in the snapshot whose backend belongs to another database are left out;
-- one whose backend is not known (it has just ended, or is a prepared transaction) is waited for.
create function keshu.settled_before() returns xid8 language sql stable parallel restricted as $$
  select coalesce(
    (select running from pg_snapshot_xip(pg_current_snapshot()) as running
     where not exists (
       select from pg_locks l join pg_stat_activity a on a.pid = l.pid
       where l.locktype = 'transactionid' and l.granted and l.transactionid = running::xid
         and a.datid <> (select oid from pg_database where datname = current_database()))
     order by running limit 1),
    pg_snapshot_xmax(pg_current_snapshot()))
$$;
