-- When it was, for records with a past of their own; `at` stays the time of the write, by which the log is kept and read.
alter table keshu.change add column happened_at timestamptz(3);
