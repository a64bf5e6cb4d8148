"""Clocks are read anew: by which questions they start and stop, and whom their limit binds."""

from django.db import migrations

QUEUE = """
insert into django_tasks_database_dbtaskresult (id, status, enqueued_at, args_kwargs, priority,
  task_path, worker_ids, queue_name, backend_name, run_after, exception_class_path, traceback)
select gen_random_uuid(), 'READY', now(), '{"args": [], "kwargs": {}}', 0,
  'cases.casework.jobs.refresh_open_cases', '[]', 'default', 'default',
  '9999-01-01 00:00:00+00', '', ''
where exists (select from cases_clock);
"""
"""Open cases are read anew by the worker. A question to a body that a limit is not about no longer
counts as one; a limit no longer runs before all that it names, nor while another body has the ball
on what its step waits for; what an unknown day of issue or a later stay said is said otherwise."""


class Migration(migrations.Migration):
    dependencies = [("cases", "0142_what_limits_bind")]

    operations = (migrations.RunSQL(QUEUE, migrations.RunSQL.noop),)
