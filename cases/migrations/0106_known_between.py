"""Case and person keep both ends of the moments they repeat, so that each is told as it is known.

Former values of the new columns are not kept for what was filled here: nothing was known otherwise.
"""

from django.db import migrations, models

CHANGE = """
do $do$ declare said text := pg_get_functiondef('{name}'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function {name} is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""
CHANGES = (
    (
        "anonymise_citizen",
        "'opened_at', 'outcome', 'outcome_in_doubt', 'playbook_id', 'position_at'",
        "'opened_at', 'opened_from', 'outcome', 'outcome_in_doubt', 'playbook_id', 'position_at',"
        " 'position_from'",
    ),
    (
        "anonymise_citizen",
        "'now_country', 'now_holder_id'",
        "'now_country', 'now_from', 'now_holder_id'",
    ),
    (
        "settle_way",
        "select citizen_id, occurred_at, number, true as names_country, to_country as country,\n"
        "      null::bigint as place_id, null::bigint as holder_id\n",
        "select citizen_id, occurred_from, occurred_at, number, true as names_country,\n"
        "      to_country as country, null::bigint as place_id, null::bigint as holder_id\n",
    ),
    (
        "settle_way",
        "select citizen_id, occurred_at, number, kind <> 'left', country, place_id, holder_id\n",
        "select citizen_id, occurred_from, occurred_at, number, kind <> 'left', country, place_id,\n"
        "      holder_id\n",
    ),
    (
        "settle_way",
        "      last.occurred_at as since\n",
        "      last.occurred_from as since_from, last.occurred_at as since\n",
    ),
    ("settle_way", "now_since = now.since\n", "now_from = now.since_from, now_since = now.since\n"),
    (
        "settle_way",
        "record.now_holder_id, record.now_since)\n"
        "      is distinct from (now.country, now.place_id, now.holder_id, now.since);",
        "record.now_holder_id, record.now_from,\n      record.now_since)\n"
        "      is distinct from (now.country, now.place_id, now.holder_id, now.since_from, now.since);",
    ),
)
FORWARD = "".join(
    CHANGE.format(name=name, before=before, after=after) for name, before, after in CHANGES
)
BACKWARD = "".join(
    CHANGE.format(name=name, before=after, after=before)
    for name, before, after in reversed(CHANGES)
)
FILL = """
alter table cases_case disable trigger user;
update cases_case as c set
  opened_from = coalesce((
    select t.occurred_from from cases_transition as t where t.case_id = c.id and t.voided_at is null
    order by t.occurred_at, t.number limit 1), c.opened_at),
  position_from = coalesce((
    select t.occurred_from from cases_transition as t where t.case_id = c.id and t.voided_at is null
    order by t.occurred_at desc, t.number desc limit 1), c.position_at);
alter table cases_case enable trigger user;
alter table cases_citizen disable trigger user;
update cases_citizen as person set now_from = coalesce((
    select told.occurred_from from (
      select occurred_from, occurred_at, number from cases_crossing
      where citizen_id = person.id and voided_at is null
      union all
      select occurred_from, occurred_at, number from cases_stay
      where citizen_id = person.id and voided_at is null) as told
    where told.occurred_at = person.now_since order by told.number desc limit 1), person.now_since)
where now_since is not null;
alter table cases_citizen enable trigger user;
"""
LINKED = """
select settle_way(head) from (
  select distinct head_id as head from cases_citizen where head_id is not null) as linked;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0105_served_abroad"),
    ]

    operations = [
        migrations.AddField(
            model_name="case", name="opened_from", field=models.DateTimeField(null=True)
        ),
        migrations.AddField(
            model_name="case", name="position_from", field=models.DateTimeField(null=True)
        ),
        migrations.AddField(
            model_name="citizen",
            name="now_from",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(LINKED, migrations.RunSQL.noop),
        migrations.AlterField(model_name="case", name="opened_from", field=models.DateTimeField()),
        migrations.AlterField(
            model_name="case", name="position_from", field=models.DateTimeField()
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opened_from__lte", models.F("opened_at")),
                    ("position_from__lte", models.F("position_at")),
                ),
                name="case_moments_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="citizen",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("now_from__isnull", True), ("now_since__isnull", True)),
                    models.Q(("now_from__isnull", False), ("now_from__lte", models.F("now_since"))),
                    _connector="OR",
                ),
                name="citizen_since_in_order",
            ),
        ),
    ]
