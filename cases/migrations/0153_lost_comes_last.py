"""That somebody is lost by a closing comes last of its instant; what any record tells is looked at.

The SQL is what `cases/casework/endings_schema.py` gave when it was written; a test compares.
"""

from django.conf import settings
from django.db import migrations

CHANGE = """
do $do$ declare said text := pg_get_functiondef('{name}'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function {name} is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""
WAYS = ("settle_way", "went_on_from", "figure_ways", "figure_ways_of")
BY_NUMBER = """occurred_at end desc, point.number, point.record_id)"""
LOST_LAST = """occurred_at end desc, is_derived, point.number,
    point.record_id)"""
NO_DOUBT = """
  and not (person.now_from <= known.ended_at and exists (select from cases_stay
    where citizen_id = any(records_of(person.id)) and voided_at is null
      and kind = 'lost' and occurred_at = known.ended_at))"""
STEPWISE = "set local check_function_bodies = off;"
FORWARD = STEPWISE + "".join(
    [
        *(CHANGE.format(name=name, before=BY_NUMBER, after=LOST_LAST) for name in WAYS),
        CHANGE.format(name="outcome_doubted", before=NO_DOUBT, after=""),
    ]
)
DOUBTING = "from cases_mission as mission\nleft join closing_of"
BACKWARD = STEPWISE + "".join(
    [
        *(CHANGE.format(name=name, before=LOST_LAST, after=BY_NUMBER) for name in WAYS),
        CHANGE.format(
            name="outcome_doubted", before=f"\n{DOUBTING}", after=f"{NO_DOUBT}\n{DOUBTING}"
        ),
    ]
)
OVERLOOKED = """
create function overlooked(entry bigint, person bigint, ended_as text, here text) returns text
language sql stable security definer set search_path = public, pg_temp as $$
with closing as materialized (
  select row.occurred_from as closed_from, row.occurred_at as closed_at,
    records_of(person) as records, max(said.recorded_at) as said_at,
    max(said.recorded_at) filter (where said.operation = 'correct_transition') as again_at,
    (select max(recorded_at) from cases_sameperson
      where status = 'standing' and citizen_id = any(records_of(person))) as linked_at,
    case when ended_as = 'onward'
      then went_on_from(person, host.country, ended.opened_at, row.occurred_at) end as went_from
  from cases_transition as row
  join cases_case as ended on ended.id = row.case_id
  join cases_mission as host on host.id = row.to_mission_id
  join cases_transition as said on said.case_id = row.case_id and said.changes ? 'outcome'
    and said.copied_from_id is null
  where row.id = entry and here = ''
  group by row.id, ended.id, host.id
), point as (
  select citizen_id, number, occurred_from, occurred_at, recorded_at, voided_at,
    to_country as country
  from cases_crossing, closing where citizen_id = any(records)
  union all
  select citizen_id, number, occurred_from, occurred_at, recorded_at, voided_at, country
  from cases_stay, closing where citizen_id = any(records) and kind = 'at'
), odd as (
  select point.*, closed_at,
    case when citizen_id = person then said_at when again_at > linked_at then again_at end
      as known_at,
    case when country = 'VN' and ended_as in ('lost_contact', 'onward') then 'home'
      when occurred_at > closed_at - interval '12 hours' and occurred_at >= closed_from
        and occurred_from < occurred_at and occurred_at - occurred_from <= interval '25 hours'
        and not fits_outcome(ended_as, country, went_from) then 'day' end as why
  from point cross join closing where occurred_from <= closed_at
)
select coalesce((select why || case when citizen_id = person then '' else '_beside' end from odd
  where voided_at is null and why <> '' and not exists (select from odd as before
      where before.citizen_id = odd.citizen_id and before.number = odd.number
        and before.why = odd.why and before.recorded_at <= odd.known_at)
    and not (why = 'home' and exists (select from point as gone
      where gone.voided_at is null and gone.country <> 'VN' and gone.occurred_at <= closed_at
        and (gone.occurred_at > odd.occurred_at or gone.occurred_at = odd.occurred_at
          and gone.citizen_id = odd.citizen_id and gone.number > odd.number)))
  order by why = 'home' desc, citizen_id = person desc limit 1), '')
$$;
"""
RIGHTS = """
revoke all on function overlooked(bigint, bigint, text, text) from public;
grant execute on function overlooked(bigint, bigint, text, text) to "{role}";
"""
DROP = "drop function overlooked(bigint, bigint, text, text);"
LOST = """
with lost as (
  select distinct unnest(records_of(citizen_id)) as citizen_id from cases_stay
  where kind = 'lost' and operation not in ('record_stay', 'correct_stay')
)"""
SETTLED = f"{LOST} select settle_way(citizen_id) from lost;"
ANEW = f"""{LOST} update cases_case set outcome = outcome
where outcome <> '' and citizen_id in (select citizen_id from lost);
"""
BALANCES = f"""{LOST}, incident as (
  select distinct incident_id as id from cases_case
  where citizen_id in (select citizen_id from lost)
), balance as (
  delete from cases_figurebalance where incident_id in (select id from incident)
)
delete from cases_figureclosing where incident_id in (select id from incident);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0151_left_behind")]

    operations = (
        migrations.RunSQL(migrations.RunSQL.noop, SETTLED + ANEW),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(OVERLOOKED, DROP),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
        migrations.RunSQL(BALANCES, BALANCES),
        migrations.RunSQL(SETTLED + ANEW, migrations.RunSQL.noop),
    )
