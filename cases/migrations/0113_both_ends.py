"""What repeats a moment keeps both ends of it: blockers, steps, contacts, legs and letters.

Of former rows a last instant of a day is taken for that day; open cases are brought up to date by
the worker. The SQL of the functions is what `cases/retention/schema.py`, `cases/core/schema.py` and
`cases/casework/talk_schema.py` gave when it was written; tests compare them.
"""

from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

ENDS = {
    "case": (
        ("blocked_from", "blocked_since", "blocked_since"),
        ("last_contact_from", "last_contact_at", "last_contact"),
    ),
    "step": (("opened_from", "opened_at", "opened"),),
    "leg": (
        ("departed_from", "departed_at", "departed"),
        ("arrived_from", "arrived_at", "arrived"),
        ("turned_back_from", "turned_back_at", "turned_back"),
    ),
    "letter": (("sent_from", "sent_at", "sent"), ("replied_from", "replied_at", "replied")),
}
CHANGE = """
do $do$ declare said text := pg_get_functiondef('{name}'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function {name} is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""
CHANGES = (
    ("anonymise_citizen", "'blocked_since', ", "'blocked_from', 'blocked_since', "),
    ("anonymise_citizen", "'last_contact_at', ", "'last_contact_at', 'last_contact_from', "),
    (
        "anonymise_citizen",
        "'number', 'opened_at', 'opens_at'",
        "'number', 'opened_at', 'opened_from', 'opens_at'",
    ),
    ("anonymise_citizen", "'replied_at', 'reply_rec", "'replied_at', 'replied_from', 'reply_rec"),
    (
        "anonymise_citizen",
        "'sent_at', 'sent_by_id', 'sent_rec",
        "'sent_at', 'sent_by_id', 'sent_from', 'sent_rec",
    ),
    (
        "keep_attempts",
        "talked_with, outcome, occurred_at, next_at from",
        "talked_with, outcome, occurred_from, occurred_at, next_at from",
    ),
    (
        "keep_attempts",
        "now as (\n    select\n      (select max(occurred_at) from log\n"
        "        where talked_with = 'citizen' and outcome in ('reached', 'cut_off')) as last,\n",
        "spoken as (\n    select occurred_from as since, occurred_at as last from log\n"
        "    where talked_with = 'citizen' and outcome in ('reached', 'cut_off')\n"
        "    order by occurred_at desc, id desc limit 1\n  ), now as (\n"
        "    select (select since from spoken), (select last from spoken),\n",
    ),
    (
        "keep_attempts",
        "own set last_contact_at",
        "own\n  set last_contact_from = now.since, last_contact_at",
    ),
    (
        "keep_attempts",
        "(own.last_contact_at, own.next_attempt_at) is distinct from (now.last, now.next);",
        "(own.last_contact_from, own.last_contact_at, own.next_attempt_at)\n"
        "      is distinct from (now.since, now.last, now.next);",
    ),
)
ROW_VERSION = """
create or replace function keep_row_version() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  before jsonb := to_jsonb(old) - array['version', 'mission_ids', 'ledger_at', 'points', 'rows',
    'head_id', 'blocker_kind', 'blocker_procedure_id', 'blocker_condition', 'blocker_body',
    'blocker_authority_id', 'blocked_since', 'next_due_at', 'next_due_limit_id', 'return_wish',
    'blocked_from', 'last_contact_from', 'last_contact_at', 'next_attempt_at', 'outcome_in_doubt',
    'written_at'] -
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
NEW_LEFT_OUT = """
    'blocked_from', 'last_contact_from', 'last_contact_at', 'next_attempt_at', 'outcome_in_doubt',
    'written_at'] -
"""
OLD_LEFT_OUT = """
    'last_contact_at', 'next_attempt_at', 'outcome_in_doubt', 'written_at'] -
"""
FORWARD = ROW_VERSION + "".join(
    CHANGE.format(name=name, before=before, after=after) for name, before, after in CHANGES
)
BACKWARD = ROW_VERSION.replace(NEW_LEFT_OUT, OLD_LEFT_OUT) + "".join(
    CHANGE.format(name=name, before=after, after=before)
    for name, before, after in reversed(CHANGES)
)
GRANTS = (
    'grant update (departed_from, arrived_from, turned_back_from) on cases_leg to "{role}";'
    'grant update (sent_from, replied_from) on cases_letter to "{role}";'
)
REVOKES = GRANTS.replace("grant", "revoke").replace(" to ", " from ")
FILL = """
set constraints all immediate;
alter table cases_{table} disable trigger user;
update cases_{table} set {first} = case
  when {last} + interval '1 microsecond' = date_trunc('hour', {last} + interval '1 microsecond')
    or extract(minute from {last} + interval '1 microsecond') = 30
      and extract(second from {last} + interval '1 microsecond') = 0
  then {last} + interval '1 microsecond' - interval '1 day' else {last} end
where {last} is not null;
alter table cases_{table} enable trigger user;
"""


def fields(table, ends, **options):
    """The columns of one table."""
    for first, _last, _name in ends:
        yield migrations.AddField(
            model_name=table,
            name=first,
            field=models.DateTimeField(blank=True, null=True, **options),
        )


def spans(table, ends):
    """The constraints of one table."""
    for first, last, name in ends:
        condition = Q(**{f"{first}__isnull": True, f"{last}__isnull": True}) | Q(
            **{f"{first}__isnull": False, f"{first}__lte": F(last)}
        )
        yield migrations.AddConstraint(
            model_name=table,
            constraint=models.CheckConstraint(condition=condition, name=f"{table}_{name}_span"),
        )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0112_taken_back"),
    ]

    operations = [
        *(
            column
            for table, ends in ENDS.items()
            for column in fields(table, ends, **({"editable": False} if table == "case" else {}))
        ),
        *(
            migrations.RunSQL(
                FILL.format(table=table, first=first, last=last), migrations.RunSQL.noop
            )
            for table, ends in ENDS.items()
            for first, last, _name in ends
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(
            GRANTS.format(role=settings.DATABASE_APP_ROLE),
            REVOKES.format(role=settings.DATABASE_APP_ROLE),
        ),
        *(span for table, ends in ENDS.items() for span in spans(table, ends)),
    ]
