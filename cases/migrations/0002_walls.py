"""Functions, triggers, row security and grants."""

from django.conf import settings
from django.db import migrations

from cases.core.schema import ALL_FUNCTIONS
from cases.core.security import (
    PROTECTED,
    VERSIONED,
    grant_sql,
    policy_sql,
    version_trigger_sql,
)

SQL = "\n".join(
    [
        *ALL_FUNCTIONS,
        *(policy_sql(rule) for rule in PROTECTED),
        *(version_trigger_sql(table, *scope) for table, scope in VERSIONED.items()),
        grant_sql(settings.DATABASE_APP_ROLE),
    ]
)


class Migration(migrations.Migration):
    dependencies = (("cases", "0001_initial"),)
    operations = (migrations.RunSQL(SQL),)
