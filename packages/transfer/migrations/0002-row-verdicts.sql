-- What became of each row that was not refused: [[row, outcome, title, record id or null]].
alter table keshu.import_chunk add column verdicts jsonb not null default '[]';
