"""A nationality that nobody has told is blank, and goes with no decision that needs one.

Figures count whom it is not known of apart. The SQL is what `cases/publishing` declared then.
"""

from django.conf import settings
from django.db import migrations, models

COUNTRIES = [
    ("VN", "Viet Nam"),
    ("TH", "Thailand"),
    ("MM", "Myanmar"),
    ("LA", "Laos"),
    ("KH", "Cambodia"),
    ("CN", "China"),
    ("PH", "Philippines"),
    ("MY", "Malaysia"),
    ("SG", "Singapore"),
    ("ID", "Indonesia"),
    ("IN", "India"),
    ("TW", "Taiwan"),
    ("HK", "Hong Kong"),
    ("KR", "Korea"),
    ("JP", "Japan"),
    ("AE", "United Arab Emirates"),
    ("ET", "Ethiopia"),
    ("XX", "Another country"),
]
STATUSES = [
    ("unknown", "Not known"),
    ("declared", "Declared, not verified"),
    ("verified", "Verified"),
    ("not_national", "Found not to be a national"),
]
OF_LISTS = [
    ("ours", "Viet Nam"),
    ("unknown", "Not known: each is verified"),
    ("other", "Another country: nobody is registered"),
]
UNSAID = """
create function figure_unsaid(known timestamptz) returns table (citizen_id bigint)
language sql stable parallel safe as $$
with former as (
  select distinct on (row_id) row_id, old ->> 'nationality' as said from cases_rowversion
  where table_name = 'cases_citizen' and old ? 'nationality' and recorded_at > known
  order by row_id, recorded_at, id
)
select id from cases_citizen where nationality = '' and id not in (select row_id from former)
union all select row_id from former where said = ''
$$;
create index citizen_unsaid on cases_citizen (id) where nationality = '';
create index rowversion_nationality on cases_rowversion (recorded_at, row_id)
  where table_name = 'cases_citizen' and old ? 'nationality';
"""
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
        "figure_foreign",
        """  and c.id in (select t.case_id from cases_transition as t where t.to_outcome = 'not_national')
  and (at_moment at time zone i.zone)::date >= date '2026-12-01'
  and last.to_outcome = 'not_national'
""",
        """  and c.id in (
    select t.case_id from cases_transition as t where t.to_outcome = 'not_national'
    union all select own.id from cases_case as own where own.incident_id = of_incident
      and own.citizen_id in (select u.citizen_id from figure_unsaid(known) as u))
  and (last.to_outcome = 'not_national'
      and (at_moment at time zone i.zone)::date >= date '2026-12-01'
    or last.to_outcome <> 'duplicate'
      and c.citizen_id in (select u.citizen_id from figure_unsaid(known) as u))
""",
    ),
    (
        "incident_totals",
        """    group by before.country;
""",
        """    group by before.country;
  return query select 'unsaid', '', count(*), null::bigint, null::bigint
    from figure_foreign(of_incident, at_moment, known) as f where f.outcome <> 'not_national';
""",
    ),
)
FORWARD = UNSAID + "".join(
    CHANGE.format(name=name, before=before, after=after) for name, before, after in CHANGES
)
BACKWARD = (
    "".join(CHANGE.format(name=name, before=after, after=before) for name, before, after in CHANGES)
    + """
drop function figure_unsaid(timestamptz);
drop index citizen_unsaid;
drop index rowversion_nationality;
"""
)
GRANT = f'grant update (nationality) on cases_receivedlist to "{settings.DATABASE_APP_ROLE}"'
BLANK = models.Q(("nationality", ""), _negated=True)


class Migration(migrations.Migration):
    dependencies = [("cases", "0160_eyes_in_plpgsql")]

    operations = (
        migrations.AlterField(
            "citizen",
            "nationality",
            models.CharField(
                blank=True, choices=[("", "Not known"), *COUNTRIES], default="", max_length=2
            ),
        ),
        migrations.AlterField(
            "citizen",
            "nationality_status",
            models.CharField(choices=STATUSES, default="unknown", max_length=12),
        ),
        migrations.AddConstraint(
            "citizen",
            models.CheckConstraint(
                condition=BLANK | models.Q(("nationality_status__in", ["unknown", "not_national"])),
                name="citizen_nationality_said",
                violation_error_message="Say of which country the person is.",
            ),
        ),
        migrations.AddField(
            "receivedlist",
            "nationality",
            models.CharField(blank=True, choices=OF_LISTS, db_default="", default="", max_length=7),
        ),
        migrations.AddConstraint(
            "receivedlist",
            models.CheckConstraint(
                condition=models.Q(("nationality__in", ["", *(code for code, _words in OF_LISTS)])),
                name="receivedlist_nationality_known",
            ),
        ),
        migrations.RunSQL(GRANT, migrations.RunSQL.noop),
        migrations.RunSQL(FORWARD, BACKWARD),
    )
