"""A case that was opened at the wrong mission is corrected from its opening.

The SQL is what `cases/casework/schema.py` gave when it was written; a test compares them.
"""

from django.conf import settings
from django.db import migrations, models

OWNER = """
create function correct_owner(which bigint, mission bigint, moment timestamptz) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if not app_is_headquarters() then
    raise exception 'only headquarters corrects whose case % is', which
      using errcode = 'check_violation', constraint = 'case_moved_by_transfer';
  end if;
  update cases_share set revoked_at = moment - app_shift()
  where case_id = which and to_mission_id = mission and revoked_at is null;
  update cases_case set mission_id = mission, assigned_to_id = null where id = which;
end $$;
"""
RIGHTS = """
revoke all on function correct_owner(bigint, bigint, timestamptz) from public;
grant execute on function correct_owner(bigint, bigint, timestamptz) to "{role}";
"""
CHANGES = (
    (
        "'dated', 'ended_by_id', 'id', 'into_id'",
        "'dated', 'ended_by_id', 'goes_on', 'id', 'into_id'",
    ),
    (
        "'from_mission_id', 'id', 'offered_at'",
        "'from_mission_id', 'id', 'is_from_opening', 'offered_at'",
    ),
)
CHANGE = """
do $do$ declare said text := pg_get_functiondef('anonymise_citizen'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function anonymise_citizen is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""


def changed(*, back: bool) -> str:
    return "".join(
        CHANGE.format(before=after if back else before, after=before if back else after)
        for before, after in CHANGES
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0095_which_goes_on"),
    ]

    operations = [
        migrations.RunSQL(OWNER, "drop function correct_owner(bigint, bigint, timestamptz);"),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
        migrations.RunSQL(changed(back=False), changed(back=True)),
        migrations.AddField(
            model_name="transfer",
            name="is_from_opening",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="transfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_from_opening", False),
                    models.Q(("status", "accepted"), _negated=True),
                    ("offered_by", None),
                    models.Q(
                        ("answered_by__isnull", False),
                        models.Q(("answered_by", models.F("offered_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="transfer_opening_two_people",
                violation_error_message=(
                    "Somebody else must confirm that the case was opened at the wrong mission."
                ),
            ),
        ),
    ]
