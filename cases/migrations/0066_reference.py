"""Reference data that is corrected, in force from a day until a day, and remembered whole.

The last day of a limit was left out of former values, together with a column of the case that has
its name. The SQL is what `cases/core/schema.py` gave when it was written; tests compare them.
"""

from django.conf import settings
from django.db import migrations, models

FORWARD = r"""
create or replace function keep_row_version() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  before jsonb := to_jsonb(old) - array['version', 'mission_ids', 'ledger_at', 'points', 'rows',
    'head_id', 'blocker_kind', 'blocker_procedure_id', 'blocker_condition', 'blocker_body',
    'blocker_authority_id', 'blocked_since', 'next_due_at', 'next_due_limit_id', 'return_wish',
    'last_contact_at', 'next_attempt_at', 'written_at'] -
    case when tg_table_name = 'cases_case' then 'valid_until' else '' end;
  after jsonb := case when tg_op = 'DELETE' then '{}'::jsonb else to_jsonb(new) end;
  changed jsonb;
begin
  select jsonb_object_agg(key, value) into changed
  from jsonb_each(before) where after -> key is distinct from value;
  if changed is not null then
    insert into cases_rowversion (table_name, row_id, case_id, citizen_id, old, operation,
      staff_id, recorded_at)
    values (tg_table_name, (to_jsonb(old) ->> 'id')::bigint,
      (to_jsonb(old) ->> nullif(tg_argv[1], ''))::bigint,
      (to_jsonb(old) ->> nullif(tg_argv[0], ''))::bigint,
      changed, coalesce(current_setting('app.operation', true), ''), app_staff(), app_moment());
  end if;
  return null;
end $$;
"""

BACKWARD = r"""
create or replace function keep_row_version() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  before jsonb := to_jsonb(old) - array['version', 'mission_ids', 'ledger_at', 'points', 'rows',
    'head_id', 'blocker_kind', 'blocker_procedure_id', 'blocker_condition', 'blocker_body',
    'blocker_authority_id', 'blocked_since', 'next_due_at', 'next_due_limit_id', 'valid_until',
    'return_wish', 'last_contact_at', 'next_attempt_at', 'written_at'];
  after jsonb := case when tg_op = 'DELETE' then '{}'::jsonb else to_jsonb(new) end;
  changed jsonb;
begin
  select jsonb_object_agg(key, value) into changed
  from jsonb_each(before) where after -> key is distinct from value;
  if changed is not null then
    insert into cases_rowversion (table_name, row_id, case_id, citizen_id, old, operation,
      staff_id, recorded_at)
    values (tg_table_name, (to_jsonb(old) ->> 'id')::bigint,
      (to_jsonb(old) ->> nullif(tg_argv[1], ''))::bigint,
      (to_jsonb(old) ->> nullif(tg_argv[0], ''))::bigint,
      changed, coalesce(current_setting('app.operation', true), ''), app_staff(), app_moment());
  end if;
  return null;
end $$;
"""

VERSION = models.PositiveIntegerField(db_default=1, default=1, editable=False)
DAY = models.DateField(blank=True, null=True)


def added(model: str, *days: str) -> list[migrations.AddField]:
    """Return the columns that a table gets."""
    return [
        migrations.AddField(model, "version", VERSION),
        *(migrations.AddField(model, name, DAY) for name in days),
    ]


def forwards(model: str) -> migrations.AddConstraint:
    """Return that the last day of a row does not lie before its first."""
    return migrations.AddConstraint(
        model,
        models.CheckConstraint(
            condition=models.Q(
                ("valid_from__isnull", True),
                ("valid_until__isnull", True),
                ("valid_until__gte", models.F("valid_from")),
                _connector="OR",
            ),
            name=f"{model}_validity_forwards",
            violation_error_message="The last day lies before the first.",
        ),
    )


KEPT = """
create trigger keep_version after update or delete on cases_officecontact for each row execute function keep_row_version('', '');
"""
RIGHTS = """
revoke delete, truncate on cases_officecontact from "{role}";
"""


OFFICE_CONTACT = migrations.CreateModel(
    name="OfficeContact",
    fields=[
        (
            "id",
            models.BigAutoField(
                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
            ),
        ),
        ("code", models.SlugField(max_length=60, unique=True)),
        ("desk", models.CharField(max_length=160)),
        (
            "way",
            models.CharField(
                choices=[
                    ("phone", "Phone"),
                    ("email", "E-mail"),
                    ("fax", "Fax"),
                    ("messenger", "Messenger"),
                    ("counter", "Counter or address"),
                ],
                max_length=12,
            ),
        ),
        ("value", models.CharField(max_length=300)),
        ("hours", models.CharField(blank=True, max_length=160)),
        ("verified", models.BooleanField(default=False)),
        ("source", models.CharField(blank=True, max_length=300)),
        ("valid_from", DAY),
        ("valid_until", DAY),
        ("version", VERSION),
        (
            "authority",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.PROTECT,
                related_name="contacts",
                to="cases.authority",
            ),
        ),
        (
            "mission",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.PROTECT,
                related_name="contacts",
                to="cases.mission",
            ),
        ),
    ],
    options={
        "verbose_name": "contact of an office",
        "verbose_name_plural": "contacts of offices",
        "ordering": ("desk", "code"),
        "constraints": [
            models.CheckConstraint(
                condition=models.Q(("way__in", ["phone", "email", "fax", "messenger", "counter"])),
                name="officecontact_way_known",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("authority__isnull", True), ("mission__isnull", False)),
                    models.Q(("authority__isnull", False), ("mission__isnull", True)),
                    _connector="OR",
                ),
                name="officecontact_of_one",
                violation_error_message="Name the mission or the counterpart body, one of them.",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("desk", ""), _negated=True), models.Q(("value", ""), _negated=True)
                ),
                name="officecontact_said",
            ),
            forwards("officecontact").constraint,
        ],
    },
)
DATED = ("place", "mission", "authority")


class Migration(migrations.Migration):
    dependencies = [("cases", "0065_changed")]

    operations = [
        *added("province"),
        *(row for model in DATED for row in added(model, "valid_from", "valid_until")),
        *(forwards(model) for model in DATED),
        migrations.RunSQL(FORWARD, BACKWARD),
        OFFICE_CONTACT,
        migrations.RunSQL(KEPT, "drop trigger keep_version on cases_officecontact;"),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
