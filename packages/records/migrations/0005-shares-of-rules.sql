-- Shares that a rule keeps, such as for who attends an event, stand beside those people give: the end of one is not the end of the other.
alter table keshu.team_member add by_rule boolean not null default false;
alter table keshu.team_member drop constraint team_member_pkey;
alter table keshu.team_member add primary key (user_id, object, record_id, by_rule);
