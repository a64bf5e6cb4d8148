"""A crossing that two linked records tell of counts once, and a link says which case goes on.

The functions that read the ways are changed in place; tests compare them with the code. Balances of
incidents in which somebody is linked were counted by the former rule: they are taken away and made
anew in the background.
"""

from django.conf import settings
from django.db import migrations, models

REPEATED = """
create function repeated_crossings(records bigint[], known timestamptz)
returns table (crossing_id bigint)
language sql stable parallel safe as $$
with crossed as materialized (
  select x.*, row_number() over (order by occurred_at, number, citizen_id) as nth
  from cases_crossing as x
  where citizen_id = any(records) and stands(recorded_at, voided_at, known)
)
select later.id from crossed as later
join crossed as earlier on earlier.citizen_id <> later.citizen_id and earlier.nth < later.nth
    and earlier.from_country = later.from_country and earlier.to_country = later.to_country
    and earlier.occurred_from <= later.occurred_at and later.occurred_from <= earlier.occurred_at
    and coalesce(earlier.left_from_id = later.left_from_id, true)
    and coalesce(earlier.entered_at_id = later.entered_at_id, true)
left join crossed as own on own.citizen_id = later.citizen_id and own.nth < later.nth
    and own.from_country = earlier.from_country and own.to_country = earlier.to_country
    and own.occurred_from <= earlier.occurred_at and earlier.occurred_from <= own.occurred_at
    and coalesce(own.left_from_id = earlier.left_from_id, true)
    and coalesce(own.entered_at_id = earlier.entered_at_id, true)
group by later.id, earlier.citizen_id
having count(distinct earlier.id) > count(distinct own.id)
$$;
"""
LINES = """
do $do$ declare said text := pg_get_functiondef('{name}'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function {name} is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""
TOLD = """), repeated as materialized (
  select told.crossing_id from (
    select {key}, array_agg(record_id) as records from kin group by {key}) as person
  cross join lateral repeated_crossings(person.records, known) as told
), headed as"""
NOT_TOLD = "\n    and x.id not in (select crossing_id from repeated)\n"


def of_ways(name, key, at, at_kin):
    """The changes of one of the two functions that read the ways of an incident."""
    own = f"  where stands(x.recorded_at, x.voided_at, known) and x.occurred_from <= {at}"
    kin = f"    and stands(x.recorded_at, x.voided_at, known) and x.occurred_from <= {at_kin}"
    return (
        (name, "), headed as", TOLD.format(key=key)),
        (name, own + "\n", own + NOT_TOLD),
        (name, kin + "\n", kin + NOT_TOLD),
    )


WAY = "    from cases_crossing where citizen_id = any(records) and voided_at is null\n"
CHANGES = (
    (
        "settle_way",
        WAY,
        WAY + "      and id not in"
        " (select crossing_id from repeated_crossings(records, 'infinity'))\n",
    ),
    *of_ways("figure_ways", "citizen_id", "at_moment", "at_moment"),
    *of_ways("figure_ways_of", "nth", "person.at_moment", "kin.at_moment"),
)
FORWARD = "".join(
    LINES.format(name=name, before=before, after=after) for name, before, after in CHANGES
)
BACKWARD = "".join(
    LINES.format(name=name, before=after, after=before) for name, before, after in reversed(CHANGES)
)
BALANCES = """
with incident as (
  select distinct c.incident_id as id from cases_sameperson as link
  join cases_case as c on c.citizen_id in (link.citizen_id, link.into_id)
  where link.recorded_at is not null
), balance as (
  delete from cases_figurebalance where incident_id in (select id from incident)
)
delete from cases_figureclosing where incident_id in (select id from incident);
"""
SETTLED = """
select settle_way(head) from (
  select distinct head_id as head from cases_citizen where head_id is not null) as linked;
"""
RIGHTS = 'grant update (goes_on) on cases_sameperson to "{role}";'


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0094_last_known"),
    ]

    operations = [
        migrations.RunSQL(REPEATED, "drop function repeated_crossings(bigint[], timestamptz);"),
        migrations.RunSQL(migrations.RunSQL.noop, SETTLED),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(BALANCES, BALANCES),
        migrations.RunSQL(SETTLED, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="sameperson",
            name="goes_on",
            field=models.CharField(
                blank=True,
                choices=[
                    ("open", "The open one; the closed one is its duplicate"),
                    ("closed", "The closed one; the open one ends as its duplicate"),
                ],
                default="",
                max_length=6,
            ),
        ),
        migrations.AddConstraint(
            model_name="sameperson",
            constraint=models.CheckConstraint(
                condition=models.Q(("goes_on__in", ["", "open", "closed"])),
                name="sameperson_goes_on_known",
            ),
        ),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
