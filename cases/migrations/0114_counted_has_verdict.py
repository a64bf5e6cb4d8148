"""A clock that stopped without a verdict counts against nobody; open cases are read anew."""

from django.db import migrations, models
from django.db.models import Q

UNCOUNTED = """
set constraints all immediate;
alter table cases_clock disable trigger user;
update cases_clock set is_counted = false where state = 'stopped' and verdict = '' and is_counted;
alter table cases_clock enable trigger user;
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
        ("cases", "0113_both_ends"),
    ]

    operations = [
        migrations.RunSQL(UNCOUNTED, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=~Q(state="stopped", verdict="", is_counted=True),
                name="clock_counted_has_verdict",
            ),
        ),
        migrations.RunSQL(QUEUE, migrations.RunSQL.noop),
    ]
