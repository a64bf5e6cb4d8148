"""Each closed case keeps what is told otherwise than its closing, so that nobody has to look for it.

The SQL is what `cases/casework/endings_schema.py` gave when it was written; a test compares. The
function that keeps former values leaves the column out, since it repeats others.
"""

from django.conf import settings
from django.db import migrations, models

CHANGE = """
do $do$ declare said text := pg_get_functiondef('{name}'::regproc); pair text[]; begin
  foreach pair slice 1 in array array[{pairs}] loop
    if position(pair[1] in said) = 0 then
      raise exception 'the function {name} is not the one to be changed: %', pair[1];
    end if;
    said := replace(said, pair[1], pair[2]);
  end loop;
  {dropped}
  execute said;
end $do$;
"""
ROW_VERSION = """
create or replace function keep_row_version() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  before jsonb := to_jsonb(old) - array['version', 'mission_ids', 'ledger_at', 'points', 'rows',
    'head_id', 'blocker_kind', 'blocker_procedure_id', 'blocker_condition', 'blocker_body',
    'blocker_authority_id', 'blocked_since', 'next_due_at', 'next_due_limit_id', 'return_wish',
    'blocked_from', 'last_contact_from', 'last_contact_at', 'next_attempt_at', 'outcome_in_doubt',
    'overlooked', 'written_at'] -
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
OLD = "overlooked(bigint, bigint, text, text)"
NEW = "overlooked(cases_case, cases_citizen)"
LAST = """row.id = (select id from cases_transition
      where case_id = ended.id and voided_at is null and changes ? 'outcome'
      order by occurred_at desc, number desc limit 1)
    and ended.outcome in ('handed_over', 'own_means', 'onward', 'lost_contact')
    and person.now_country = ''"""
CHANGES = {
    "anonymise_citizen": [
        ("'outcome_in_doubt', ", "'outcome_in_doubt', 'overlooked', "),
        ("'number', 'received_id', 'settled_at'", "'number', 'part', 'received_id', 'settled_at'"),
    ],
    "overlooked": [
        (
            "entry bigint, person bigint, ended_as text, here text",
            "ended cases_case, person cases_citizen",
        ),
        ("STABLE SECURITY DEFINER", "STABLE PARALLEL SAFE"),
        ("ended_as", "ended.outcome"),
        ("(person", "(person.id"),
        ("= person", "= person.id"),
        (
            "cases_case as ended on ended.id = row.case_id\n  join cases_mission as host",
            "cases_mission as host",
        ),
        ("row.id = entry and here = ''", LAST),
        ("row.id, ended.id, host.id", "row.id, host.id"),
    ],
    "keep_doubt": [
        (
            """new.outcome_in_doubt := coalesce((select outcome_doubted(new, person)
    from cases_citizen as person where person.id = new.citizen_id), false);""",
            """select outcome_doubted(new, person), overlooked(new, person)
  into new.outcome_in_doubt, new.overlooked
  from cases_citizen as person where person.id = new.citizen_id;""",
        )
    ],
    "keep_doubts_of_person": [
        (
            "outcome_in_doubt = not ended.outcome_in_doubt",
            "outcome_in_doubt = outcome_doubted(ended, record),\n"
            "    overlooked = overlooked(ended, record)",
        ),
        (
            "ended.outcome_in_doubt <> outcome_doubted(ended, record)",
            "(ended.outcome_in_doubt, ended.overlooked)\n"
            "      <> (outcome_doubted(ended, record), overlooked(ended, record))",
        ),
    ],
}
RIGHTS = f"""
revoke all on function {OLD} from public;
grant execute on function {OLD} to "{settings.DATABASE_APP_ROLE}";
"""
TRIGGER = """
drop trigger keep_doubt on cases_case;
create trigger keep_doubt before update of outcome, mission_id, citizen_id on cases_case
for each row when (new.outcome <> '' or {former}) execute function keep_doubt();
"""
FILL = """
update cases_case as ended set overlooked = overlooked(ended, person)
from cases_citizen as person where person.id = ended.citizen_id and ended.outcome <> ''
  and person.now_country = '' and overlooked(ended, person) <> '';
"""
CHOICES = [
    ("home", "Later it was told that they had come to Viet Nam by then."),
    ("home_beside", "Another record of the person tells that they had come to Viet Nam by then."),
    (
        "day",
        "Later it was told that they were elsewhere on the day of the closing, and it is not known "
        "what came last: correct the one or the other.",
    ),
    (
        "day_beside",
        "Another record of the person tells that they were elsewhere on the day of the closing, "
        "and it is not known what came last: correct the one or the other.",
    ),
]


def changed(*, back: bool) -> str:
    """Return the SQL that changes each function, or changes it back."""
    return "".join(
        CHANGE.format(
            name=name,
            pairs=", ".join(
                f"[$a${after if back else before}$a$, $a${before if back else after}$a$]"
                for before, after in (reversed(pairs) if back else pairs)
            ),
            dropped=f"drop function {NEW if back else OLD};" if name == "overlooked" else "",
        )
        for name, pairs in CHANGES.items()
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0157_rows_split")]

    operations = (
        migrations.AddField(
            "case",
            "overlooked",
            models.CharField(
                blank=True,
                choices=CHOICES,
                db_default="",
                default="",
                editable=False,
                max_length=11,
            ),
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                condition=models.Q(("overlooked", ""), _negated=True),
                fields=["id"],
                name="case_overlooked",
            ),
        ),
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(
                condition=models.Q(("overlooked__in", ["", *(code for code, _words in CHOICES)])),
                name="case_overlooked_known",
            ),
        ),
        migrations.RunSQL(ROW_VERSION, ROW_VERSION.replace("'overlooked', ", "")),
        migrations.RunSQL(migrations.RunSQL.noop, RIGHTS),
        migrations.RunSQL(changed(back=False), changed(back=True)),
        migrations.RunSQL(
            TRIGGER.format(former="old.outcome <> ''"),
            TRIGGER.format(former="old.outcome_in_doubt"),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    )
