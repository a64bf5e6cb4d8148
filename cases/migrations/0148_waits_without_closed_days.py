"""The row of a case counts the days waited before a closing too, as its page does."""

from django.db import migrations, models

QUEUE = """
insert into django_tasks_database_dbtaskresult (id, status, enqueued_at, args_kwargs, priority,
  task_path, worker_ids, queue_name, backend_name, run_after, exception_class_path, traceback)
select gen_random_uuid(), 'READY', now(), '{"args": [], "kwargs": {}}', 0,
  'cases.casework.jobs.refresh_open_cases', '[]', 'default', 'default',
  '9999-01-01 00:00:00+00', '', ''
where exists (select from cases_transition where kind = 'reopen');
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0146_told_at_the_closing")]

    operations = (
        migrations.AlterField(
            "case",
            "blocked_since",
            models.DateTimeField(
                blank=True,
                editable=False,
                help_text="Later than the beginning by the days on which the case was closed since:"
                " no closed day counts as waited.",
                null=True,
            ),
        ),
        migrations.RunSQL(QUEUE, migrations.RunSQL.noop),
    )
