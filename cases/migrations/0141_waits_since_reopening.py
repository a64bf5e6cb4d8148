"""Reopened cases wait since the reopening; a transfer is answered in one update."""

from django.db import migrations

QUEUE = """
insert into django_tasks_database_dbtaskresult (id, status, enqueued_at, args_kwargs, priority,
  task_path, worker_ids, queue_name, backend_name, run_after, exception_class_path, traceback)
select gen_random_uuid(), 'READY', now(), '{"args": [], "kwargs": {}}', 0,
  'cases.casework.jobs.refresh_open_cases', '[]', 'default', 'default',
  '9999-01-01 00:00:00+00', '', ''
where exists (select from cases_transition where kind = 'reopen');
"""
ANSWERED = """    answered_by_id = app_staff(), answer = words where id = which;
  if new_status = 'accepted' then
    update cases_transfer set taken_over_from = coalesce(taken_from, moment),
      taken_over_at = coalesce(taken_at, moment) where id = which and not is_from_opening;
"""
AT_ONCE = """    answered_by_id = app_staff(), answer = words,
    taken_over_from = case when new_status = 'accepted' and not is_from_opening
      then coalesce(taken_from, moment) end,
    taken_over_at = case when new_status = 'accepted' and not is_from_opening
      then coalesce(taken_at, moment) end
  where id = which;
  if new_status = 'accepted' then
"""
CHANGE = """
do $do$ declare
  said text := pg_get_functiondef(
    'answer_transfer(bigint, text, text, timestamptz, timestamptz)'::regprocedure);
begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function answer_transfer is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0138_scope_in_three_languages")]

    operations = (
        migrations.RunSQL(QUEUE, migrations.RunSQL.noop),
        migrations.RunSQL(
            CHANGE.format(before=ANSWERED, after=AT_ONCE),
            CHANGE.format(before=AT_ONCE, after=ANSWERED),
        ),
    )
