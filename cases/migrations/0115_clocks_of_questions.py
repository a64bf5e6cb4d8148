"""A limit on the answer to a question has a clock for each question.

The clock that is there measured the last question. The worker reads the open cases anew, and so
gives the questions before it theirs. The SQL of the function is what `cases/retention/schema.py` gave when
it was written; a test compares them.
"""

import django.db.models.deletion
from django.db import migrations, models

BEFORE = "'id', 'is_counted', 'limit_id', 'rests_left'"
AFTER = "'id', 'inquiry_id', 'is_counted', 'limit_id', 'rests_left'"
CHANGE = """
do $do$ declare said text := pg_get_functiondef('anonymise_citizen'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function anonymise_citizen is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""
FILL = """
set constraints all immediate;
alter table cases_clock disable trigger user;
update cases_clock as clock set inquiry_id = (
  select id from cases_inquiry as asked where asked.step_id = clock.step_id
  order by asked.answered_at is null desc, asked.asked_at desc, asked.id desc limit 1)
from cases_limit as rule
where rule.id = clock.limit_id and (rule.starts, rule.stops) = ('asked', 'answered');
alter table cases_clock enable trigger user;
"""
ONE = """
create temporary table later on commit drop as
  select clock.id, max(other.id) as goes_on from cases_clock as clock
  join cases_clock as other using (step_id, limit_id)
  group by clock.id having max(other.id) > clock.id;
update cases_reminder as line set clock_id = goes_on from later where later.id = line.clock_id;
delete from cases_recountedclock as line using later where later.id = line.clock_id;
delete from cases_clock as clock using later where later.id = clock.id;
set constraints all immediate;
"""
QUEUE = """
insert into django_tasks_database_dbtaskresult (id, status, enqueued_at, args_kwargs, priority,
  task_path, worker_ids, queue_name, backend_name, run_after, exception_class_path, traceback)
select gen_random_uuid(), 'READY', now(), '{"args": [], "kwargs": {}}', 0,
  'cases.casework.jobs.refresh_open_cases', '[]', 'default', 'default',
  '9999-01-01 00:00:00+00', '', ''
where exists (select from cases_case);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0114_counted_has_verdict"),
    ]

    operations = [
        migrations.AddField(
            model_name="clock",
            name="inquiry",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="clocks",
                to="cases.inquiry",
            ),
        ),
        migrations.RunSQL(
            CHANGE.format(before=BEFORE, after=AFTER), CHANGE.format(before=AFTER, after=BEFORE)
        ),
        migrations.RemoveConstraint(model_name="clock", name="clock_limit_once"),
        migrations.RunSQL(migrations.RunSQL.noop, ONE),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.UniqueConstraint(
                fields=["step", "limit", "inquiry"], nulls_distinct=False, name="clock_limit_once"
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(QUEUE, migrations.RunSQL.noop),
    ]
