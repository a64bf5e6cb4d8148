"""The moment of a takeover is corrected on the offer too; the number of a reply may come later.

The SQL is what `cases/casework/schema_moves.py` gave when it was written; a test compares them.
"""

from django.conf import settings
from django.db import migrations

FUNCTION = """
create function correct_taken_over(which bigint, taken_from timestamptz, taken_at timestamptz)
returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update cases_transfer set taken_over_from = taken_from, taken_over_at = taken_at,
    version = version + 1
  where id = which and status = 'accepted' and not is_from_opening
    and (app_is_headquarters() or (to_mission_id = app_sees_at() and owns_case(case_id)));
  if not found then
    raise exception 'the moment of transfer % is not changed so', which
      using errcode = 'check_violation', constraint = 'case_moved_by_transfer';
  end if;
end $$;
"""
NUMBER = "update (reference) on cases_receivedlist"
ROLE = settings.DATABASE_APP_ROLE
SIGNATURE = "correct_taken_over(bigint, timestamptz, timestamptz)"
RIGHTS = f"""
revoke all on function {SIGNATURE} from public;
grant execute on function {SIGNATURE} to "{ROLE}";
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0164_perhaps_on_both")]

    operations = [
        migrations.RunSQL(FUNCTION + RIGHTS, f"drop function {SIGNATURE};"),
        migrations.RunSQL(f'grant {NUMBER} to "{ROLE}";', f'revoke {NUMBER} from "{ROLE}";'),
    ]
