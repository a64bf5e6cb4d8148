"""What limits and clocks said before, as they say it now: a term ends with the midnight after it.

Until now a term in working days ended with the office hours of its last day and one in calendar
days with the last instant of it; the calendar of these was the mission's, and they rolled.
"""

from django.db import migrations, models

FILL = """
update cases_limit set
  calendar = case when unit = 'hours' then '' when calendar = 'home' then 'VN' else calendar end,
  roll = case when unit = 'calendar_days' then 'next' else '' end,
  day_ends = case when unit = 'hours' then '' else 'midnight' end;

create function pg_temp.after_day(moment timestamptz, zone text) returns timestamptz
language sql stable as
$$ select (date_trunc('day', moment at time zone zone) + interval '1 day') at time zone zone $$;
create function pg_temp.first_of(moment timestamptz, zone text) returns timestamptz
language sql stable as
$$ select case when (moment at time zone zone)::time = time '23:59:59.999999'
  then date_trunc('day', moment at time zone zone) at time zone zone else moment end $$;
create temporary table clock_zones on commit drop as
select clock.id, l.unit, l.verified, l.calendar, mission.country,
  mission.zone as written_in,
  case when l.calendar = 'VN' then 'Asia/Ho_Chi_Minh' else mission.zone end as zone
from cases_clock as clock
join cases_limit as l on l.id = clock.limit_id
join cases_case as c on c.id = clock.case_id
join cases_mission as mission on mission.id = c.mission_id;

update cases_reminder as told set due_at = pg_temp.after_day(told.due_at, z.zone)
from clock_zones as z where z.id = told.clock_id and z.unit <> 'hours';
update cases_clock as clock set
  is_counted = z.verified and clock.state <> 'waiting',
  calendar = case when clock.state = 'waiting' then '' when z.calendar = '' then 'none'
    when z.calendar = 'host' then z.country else z.calendar end,
  started_from = pg_temp.first_of(clock.started_at, z.written_in),
  due_from = case when z.unit = 'hours' then clock.due_at
    else pg_temp.after_day(clock.due_at, z.zone) end,
  due_at = case when z.unit = 'hours' then clock.due_at
    else pg_temp.after_day(clock.due_at, z.zone) end,
  stopped_from = pg_temp.first_of(clock.stopped_at, z.written_in)
from clock_zones as z where z.id = clock.id;
update cases_clock set verdict = case when stopped_from >= due_at then 'late'
  when stopped_at < due_from then 'in_time' else 'unknown' end
where state = 'stopped' and due_at is not null;
update cases_case as place set (next_due_at, next_due_limit_id) = (
  select clock.due_at, clock.limit_id from cases_clock as clock
  where clock.case_id = place.id and clock.state = 'running' and clock.is_counted
  order by clock.due_at, clock.id limit 1)
where place.next_due_at is not null;
update cases_rightsrequest as asked set
  due_at = pg_temp.after_day(asked.due_at, mission.zone),
  told_ahead = pg_temp.after_day(asked.told_ahead, mission.zone),
  told_late = pg_temp.after_day(asked.told_late, mission.zone)
from cases_mission as mission where mission.id = asked.mission_id;
set constraints all immediate;
set constraints all deferred;
"""
"""The pair fires what the ledgers check at the end; no index is made while that is pending."""
CALENDARS = [
    "AE",
    "CN",
    "ET",
    "HK",
    "ID",
    "IN",
    "JP",
    "KH",
    "KR",
    "LA",
    "MM",
    "MY",
    "PH",
    "SG",
    "TH",
    "TW",
    "VN",
    "host",
    "mission",
]


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0082_limit_terms"),
    ]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                condition=models.Q(("state", "running"), ("is_counted", True)),
                fields=["due_at", "id"],
                name="clock_running",
            ),
        ),
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(
                condition=models.Q(("state", "running"), ("is_counted", True)),
                fields=["due_from", "id"],
                name="clock_nearing",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verdict", ""),
                    models.Q(
                        ("due_at__isnull", False),
                        ("state", "stopped"),
                        ("verdict__in", ["in_time", "late", "unknown"]),
                    ),
                    _connector="OR",
                ),
                name="clock_verdict_of_stopped",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("started_at__isnull", True), ("started_from__isnull", True)),
                    models.Q(
                        ("started_at__isnull", False),
                        ("started_from__isnull", False),
                        ("started_from__lte", models.F("started_at")),
                    ),
                    _connector="OR",
                ),
                name="clock_started_span",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_at__isnull", True), ("due_from__isnull", True)),
                    models.Q(
                        ("due_at__isnull", False),
                        ("due_from__isnull", False),
                        ("due_from__lte", models.F("due_at")),
                    ),
                    _connector="OR",
                ),
                name="clock_due_span",
            ),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stopped_at__isnull", True), ("stopped_from__isnull", True)),
                    models.Q(
                        ("stopped_at__isnull", False),
                        ("stopped_from__isnull", False),
                        ("stopped_from__lte", models.F("stopped_at")),
                    ),
                    _connector="OR",
                ),
                name="clock_stopped_span",
            ),
        ),
        migrations.AddConstraint(
            model_name="limit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("calendar", ""), ("day_ends", ""), ("roll", ""), ("unit", "hours")),
                    models.Q(
                        ("calendar__in", CALENDARS),
                        ("day_ends__in", ["midnight", "office"]),
                        ("roll", ""),
                        ("unit", "working_days"),
                    ),
                    models.Q(
                        ("calendar__in", CALENDARS),
                        ("day_ends__in", ["midnight", "office"]),
                        ("roll__in", ["next", "none"]),
                        ("unit", "calendar_days"),
                    ),
                    models.Q(
                        ("calendar", "none"),
                        ("day_ends", "midnight"),
                        ("roll", "none"),
                        ("unit", "calendar_days"),
                    ),
                    _connector="OR",
                ),
                name="limit_counted",
            ),
        ),
    ]
