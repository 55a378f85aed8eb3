-- The field whose words a notification quotes: hidden from the reader later, they are no longer shown.
alter table keshu.notification add field text;
