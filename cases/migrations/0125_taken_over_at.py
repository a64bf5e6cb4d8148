"""A transfer keeps when the case was taken over, which its sender sees nowhere else.

The SQL is what `cases/casework/schema_moves.py` gave when it was written; a test compares them.
"""

from django.conf import settings
from django.db import migrations, models

ANSWER = """
create function answer_transfer(which bigint, new_status text, words text,
  taken_from timestamptz default null, taken_at timestamptz default null) returns timestamptz
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  offer cases_transfer;
  person bigint;
  newest timestamptz;
  moment timestamptz;
begin
  select * into offer from cases_transfer where id = which for no key update;
  if not found or offer.status <> 'offered' or app_sees_at() is distinct from (
    case when new_status in ('accepted', 'rejected') then offer.to_mission_id
      when new_status = 'withdrawn' then offer.from_mission_id end)
  then
    return null;
  end if;
  newest := offer.offered_at;
  if new_status = 'accepted' then
    select citizen_id into person from cases_case where id = offer.case_id;
    select greatest(newest, ledger_at) into newest from cases_citizen
    where id = person for no key update;
    select greatest(newest, ledger_at) into newest from cases_case
    where id = offer.case_id for no key update;
  end if;
  moment := ledger_moment(newest);
  update cases_transfer set status = new_status, answered_at = moment,
    answered_by_id = app_staff(), answer = words where id = which;
  if new_status = 'accepted' then
    update cases_transfer set taken_over_from = coalesce(taken_from, moment),
      taken_over_at = coalesce(taken_at, moment) where id = which and not is_from_opening;
    update cases_citizen set ledger_at = moment where id = person;
    update cases_share set revoked_at = moment - app_shift()
    where case_id = offer.case_id and to_mission_id = offer.to_mission_id and revoked_at is null;
    update cases_case set mission_id = offer.to_mission_id, assigned_to_id = null,
      ledger_at = moment, version = version + 1 where id = offer.case_id;
  end if;
  return moment;
end $$;
"""
PLAIN = "words text) returns"
SAID = """words text,
  taken_from timestamptz default null, taken_at timestamptz default null) returns"""
KEPT = """    update cases_transfer set taken_over_from = coalesce(taken_from, moment),
      taken_over_at = coalesce(taken_at, moment) where id = which and not is_from_opening;
"""
DROP = "drop function answer_transfer(bigint, text, text{more});"
RIGHTS = """
revoke all on function answer_transfer(bigint, text, text{more}) from public;
grant execute on function answer_transfer(bigint, text, text{more}) to "{role}";
"""
MORE = ", timestamptz, timestamptz"
BEFORE = "'status', 'to_mission_id', 'uuid', 'version'"
AFTER = "'status', 'taken_over_at', 'taken_over_from', 'to_mission_id', 'uuid', 'version'"
CHANGE = """
do $do$ declare said text := pg_get_functiondef('anonymise_citizen'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function anonymise_citizen is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""
FILL = """
update cases_transfer as offer
set taken_over_from = moved.occurred_from, taken_over_at = moved.occurred_at
from cases_transition as moved
where offer.status = 'accepted' and moved.case_id = offer.case_id and moved.kind = 'transfer'
  and moved.recorded_at = offer.answered_at and moved.copied_from_id is null;
set constraints all immediate;
"""


def function(text: str, more: str) -> str:
    """Return the SQL of the function and of who may call it."""
    return text + RIGHTS.format(more=more, role=settings.DATABASE_APP_ROLE)


class Migration(migrations.Migration):
    dependencies = [("cases", "0124_since_on_the_board")]

    operations = [
        *(
            migrations.AddField("transfer", name, models.DateTimeField(blank=True, null=True))
            for name in ("taken_over_from", "taken_over_at")
        ),
        migrations.RunSQL(
            DROP.format(more="") + function(ANSWER, MORE),
            DROP.format(more=MORE) + function(ANSWER.replace(SAID, PLAIN).replace(KEPT, ""), ""),
        ),
        migrations.RunSQL(
            CHANGE.format(before=BEFORE, after=AFTER), CHANGE.format(before=AFTER, after=BEFORE)
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
