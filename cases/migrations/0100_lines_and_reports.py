"""The totals of an incident at several moments; reports of retention are made in the background.

The SQL is that of `cases/publishing/schema_lines.py`; a test compares them.
"""

from django.conf import settings
from django.db import migrations, models

LINES = """
create function incident_lines(
  of_incident bigint, moments timestamptz[], knowledge timestamptz[]
) returns table (nth bigint, dimension text, key text, total bigint)
language plpgsql stable security definer set search_path = public, pg_temp
set plan_cache_mode = force_custom_plan set work_mem = '64MB' set random_page_cost = 1.1 as $$
declare
  of_zone text;
begin
  if not may_count_incident(of_incident) then
    return;
  end if;
  select zone into of_zone from cases_incident where id = of_incident;
  if not app_sees_all() and exists (
    select from unnest(moments || knowledge) as one(moment) where not ends_day(one.moment, of_zone)
  ) then
    raise exception 'totals are given to missions for whole days only'
      using errcode = 'check_violation', constraint = 'totals_of_whole_days';
  end if;
  if exists (select from cases_figureclosing where incident_id = of_incident) then
    return query select asked.nth, t.dimension, t.key, t.total
      from unnest(moments, knowledge) with ordinality as asked(at_moment, known, nth)
      cross join lateral incident_totals(of_incident, asked.at_moment, asked.known) as t
      where t.dimension in ('counted', 'country', 'crossed', 'stage');
    return;
  end if;
  return query
  with asked as materialized (
    select * from unnest(moments, knowledge) with ordinality as one(at_moment, known, nth)
  ), way as materialized (
    select asked.nth, w.country, w.crossed_into from asked
    cross join lateral figure_ways(of_incident, asked.at_moment, asked.known) as w
  )
  select way.nth, 'counted', '', count(*) from way group by way.nth
  union all
  select way.nth, 'country', way.country, count(*) from way group by way.nth, way.country
  union all
  select way.nth, 'crossed', entered, count(*)
  from way cross join lateral unnest(way.crossed_into) as entered group by way.nth, entered
  union all
  select asked.nth, 'stage', c.stage, count(*) from asked
  cross join lateral figure_cases(of_incident, asked.at_moment, asked.known) as c
  group by asked.nth, c.stage;
end $$;
"""
NAME = "incident_lines(bigint, timestamptz[], timestamptz[])"
RIGHTS = f"""
revoke all on function {NAME} from public;
grant execute on function {NAME} to "{settings.DATABASE_APP_ROLE}";
"""


# Reports that are there were made to their end.
READY = "update cases_retentionrun set ready_at = made_at;"
FIELDS = [
    migrations.AddField(model_name="retentionrun", name=name, field=field)
    for name, field in (
        (
            "asked_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        ("people", models.PositiveIntegerField(default=0)),
        ("looked_at", models.PositiveIntegerField(default=0)),
        ("ready_at", models.DateTimeField(blank=True, null=True)),
    )
]


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0099_reported_figures_without_a_day"),
    ]

    operations = [
        migrations.RunSQL(LINES, f"drop function {NAME};"),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
        *FIELDS,
        migrations.RunSQL(READY, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="retentionrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approved_at__isnull", True), ("ready_at__isnull", False), _connector="OR"
                ),
                name="retentionrun_approved_when_ready",
            ),
        ),
    ]
