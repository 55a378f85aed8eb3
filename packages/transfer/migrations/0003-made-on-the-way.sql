-- Records of other objects that rows named and that were made for them: [{object, id}]
alter table keshu.import_chunk add column on_the_way jsonb not null default '[]';
