"""Open cases of a register that is there are read anew by the worker.

Clocks of a case that another mission took over start and stop by the zone of whoever wrote the day;
a former release read some of them by the zone of the mission that has the case now.
"""

from django.db import migrations

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
        ("cases", "0106_known_between"),
    ]

    operations = [
        migrations.RunSQL(QUEUE, migrations.RunSQL.noop),
    ]
