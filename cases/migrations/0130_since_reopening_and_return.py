"""Cases that were reopened are read anew; a welfare check may be counted from another return.

The right is what `cases/core/walls_follow_up.py` gave when it was written; a test compares them.
"""

from django.conf import settings
from django.db import migrations

QUEUE = """
insert into django_tasks_database_dbtaskresult (id, status, enqueued_at, args_kwargs, priority,
  task_path, worker_ids, queue_name, backend_name, run_after, exception_class_path, traceback)
select gen_random_uuid(), 'READY', now(), '{"args": [], "kwargs": {}}', 0,
  'cases.casework.jobs.refresh_open_cases', '[]', 'default', 'default',
  '9999-01-01 00:00:00+00', '', ''
where exists (select from cases_transition where kind = 'reopen');
"""
"""Open cases of a register in which any was reopened are read anew by the worker: since when they
wait, and what of a closed time was counted."""
GRANT = 'grant update (counted_from, first_due_on) on cases_welfarecheck to "{role}";'
REVOKE = 'revoke update (counted_from, first_due_on) on cases_welfarecheck from "{role}";'
ROLE = settings.DATABASE_APP_ROLE


class Migration(migrations.Migration):
    dependencies = [("cases", "0129_where_days_fit")]

    operations = (
        migrations.RunSQL(QUEUE, migrations.RunSQL.noop),
        migrations.RunSQL(GRANT.format(role=ROLE), REVOKE.format(role=ROLE)),
    )
