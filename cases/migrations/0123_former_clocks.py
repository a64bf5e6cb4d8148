"""What was judged before a step was taken up again keeps its clock.

The SQL of the function is what `cases/retention/schema.py` gave when it was written; a test
compares them.
"""

from django.db import migrations, models

BEFORE = "'stopped_at', 'stopped_from', 'uuid', 'verdict'"
AFTER = "'stopped_at', 'stopped_from', 'taken_up_at', 'uuid', 'verdict'"
CHANGE = """
do $do$ declare said text := pg_get_functiondef('anonymise_citizen'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function anonymise_citizen is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""
ONE = """
set constraints all immediate;
delete from cases_recountedclock as line using cases_clock as clock
where clock.id = line.clock_id and clock.taken_up_at is not null;
update cases_reminder as line set clock_id = (
  select max(id) from cases_clock as clock where clock.step_id = former.step_id
    and clock.limit_id = former.limit_id and clock.taken_up_at is null)
from cases_clock as former where former.id = line.clock_id and former.taken_up_at is not null;
delete from cases_clock where taken_up_at is not null;
"""
QUEUE = """
insert into django_tasks_database_dbtaskresult (id, status, enqueued_at, args_kwargs, priority,
  task_path, worker_ids, queue_name, backend_name, run_after, exception_class_path, traceback)
select gen_random_uuid(), 'READY', now(), '{"args": [], "kwargs": {}}', 0,
  'cases.casework.jobs.refresh_open_cases', '[]', 'default', 'default',
  '9999-01-01 00:00:00+00', '', ''
where exists (select from cases_case);
"""
"""Open cases of a register that is there are read anew by the worker: since when they wait for us
after an answer that confirmed nothing."""
BY = ["step", "limit", "inquiry"]


def once(*fields: str) -> models.UniqueConstraint:
    """Return the constraint of one clock for each of these."""
    return models.UniqueConstraint(fields=fields, nulls_distinct=False, name="clock_limit_once")


class Migration(migrations.Migration):
    dependencies = [("cases", "0122_registers_in_order")]

    operations = [
        migrations.AddField("clock", "taken_up_at", models.DateTimeField(blank=True, null=True)),
        migrations.RunSQL(
            CHANGE.format(before=BEFORE, after=AFTER), CHANGE.format(before=AFTER, after=BEFORE)
        ),
        migrations.RemoveConstraint("clock", "clock_limit_once"),
        migrations.RunSQL(migrations.RunSQL.noop, ONE),
        migrations.AddConstraint("clock", once(*BY, "taken_up_at")),
        migrations.AddConstraint(
            "clock",
            models.CheckConstraint(
                condition=models.Q(taken_up_at__isnull=True) | models.Q(state="stopped"),
                name="clock_former_stopped",
            ),
        ),
        migrations.RunSQL(QUEUE, migrations.RunSQL.noop),
    ]
