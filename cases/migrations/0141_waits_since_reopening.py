"""Cases that were reopened are read anew: whatever they wait for, they do so since the reopening."""

from django.db import migrations

QUEUE = """
insert into django_tasks_database_dbtaskresult (id, status, enqueued_at, args_kwargs, priority,
  task_path, worker_ids, queue_name, backend_name, run_after, exception_class_path, traceback)
select gen_random_uuid(), 'READY', now(), '{"args": [], "kwargs": {}}', 0,
  'cases.casework.jobs.refresh_open_cases', '[]', 'default', 'default',
  '9999-01-01 00:00:00+00', '', ''
where exists (select from cases_transition where kind = 'reopen');
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0131_snapshots_of_before")]

    operations = (migrations.RunSQL(QUEUE, migrations.RunSQL.noop),)
