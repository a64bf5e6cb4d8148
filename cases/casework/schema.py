"""SQL of what passes between missions: who sees whom, whose a case is, answering an offer.

All of these functions run with the rights of the owner, on a closed list with a pinned search path:
a mission that shares or moves a case must write rows that it does not see, or may not write itself.
The migration `moves` holds the same text.
"""

from cases.casework.schema_moves import ANSWER, OWNER, TAKEN_OVER

# Everything a mission's sight of a person can come from, in one statement: being registered there,
# a case there, a share that nobody ended. That a share has expired is left to whoever reads. A
# sight that nothing gives any more ends half a minute ago: for every transaction there is, since
# none lasts longer.
ON_THE_WAY = """
create function reception_until(stage text, outcome text, position_at timestamptz)
returns timestamptz language sql stable parallel safe as $$
select case when stage in ('ready', 'departed', 'arrived') then position_at + interval '730 days'
  when outcome = 'handed_over' then position_at + interval '14 days' end
$$;
create function is_arriving(which bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
select exists (select from cases_case where id = which and reception_point_id = app_sees_at()
  and reception_until(stage, outcome, position_at) > now())
$$;
"""
"""Tells a reception point nothing but of itself: whether a case is on its way there.

By a function with the rights of the owner, since the wall of the case asks it, and by its id alone,
since the wall may name no column that the index of the board does not hold.
"""

SIGHT = """
create function refresh_sight(person bigint) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform from cases_citizen where id = person for no key update;
  with wanted as (
    select mission_id,
      case when bool_and(until is not null) then max(until) end as until,
      bool_or(writes) as may_write,
      case when bool_and(until is not null) filter (where writes)
        then max(until) filter (where writes) end as write_until
    from (
      select registered_by_id as mission_id, null::timestamptz as until, true as writes
      from cases_citizen where id = person
      union all
      select mission_id, null, true from cases_case where citizen_id = person
      union all
      select share.to_mission_id, share.until, cardinality(share.operations) > 0
      from cases_share as share join cases_case as shown on shown.id = share.case_id
      where shown.citizen_id = person and share.revoked_at is null
      union all
      select reception_point_id, reception_until(stage, outcome, position_at), true
      from cases_case where citizen_id = person and reception_point_id is not null
        and reception_until(stage, outcome, position_at) is not null
    ) as source
    group by mission_id
  ), gone as (
    update cases_citizensight as sight
    set until = now() - interval '30 seconds', may_write = false, write_until = null
    where sight.citizen_id = person and sight.mission_id not in (select mission_id from wanted)
      and (sight.until is null or sight.until > now() - interval '30 seconds')
  )
  insert into cases_citizensight as sight
    (citizen_id, mission_id, until, may_write, write_until)
  select person, mission_id, until, may_write, write_until from wanted
  -- What ended and was let go after its term does not come back.
  where until is null or until > now() or exists (select from cases_citizensight as kept
    where kept.citizen_id = person and kept.mission_id = wanted.mission_id)
  on conflict (mission_id, citizen_id) do update
    set until = excluded.until, may_write = excluded.may_write, write_until = excluded.write_until,
      began_at = case when sight.until <= now() then clock_timestamp() else sight.began_at end
    where (sight.until, sight.may_write, sight.write_until)
      is distinct from (excluded.until, excluded.may_write, excluded.write_until);
end $$;
create function sight_of_citizen() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  insert into cases_citizensight (citizen_id, mission_id, may_write)
  values (new.id, new.registered_by_id, true);
  return null;
end $$;
create trigger sight_new after insert on cases_citizen
for each row execute function sight_of_citizen();
create function sight_of_case() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' then
    update cases_share set owner_id = new.mission_id
    where case_id = new.id and owner_id <> new.mission_id;
    if old.citizen_id <> new.citizen_id then
      perform refresh_sight(old.citizen_id);
    end if;
  end if;
  perform refresh_sight(new.citizen_id);
  return null;
end $$;
create trigger sight_new after insert on cases_case
for each row execute function sight_of_case();
create trigger sight_moved after update of mission_id, citizen_id on cases_case
for each row
when ((old.mission_id, old.citizen_id) is distinct from (new.mission_id, new.citizen_id))
execute function sight_of_case();
create trigger sight_on_way after update of reception_point_id, stage, outcome, position_at
on cases_case for each row
when ((old.reception_point_id is not null or new.reception_point_id is not null)
  and (old.reception_point_id, old.stage, old.outcome, old.position_at)
    is distinct from (new.reception_point_id, new.stage, new.outcome, new.position_at))
execute function sight_of_case();
"""

# The array of missions on the case only spares the wall a look into the shares. Only a mission that
# receives people may be the reception point: any other could give itself sight with it.
MISSIONS_OF_CASE = """
create function set_case_missions() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if new.reception_point_id is not null and 'reception_point' is distinct from
    (select kind from cases_mission where id = new.reception_point_id)
  then
    raise exception 'mission % receives nobody at home', new.reception_point_id
      using errcode = 'check_violation', constraint = 'case_reception_point_kind';
  end if;
  new.mission_ids := array(select new.mission_id union select to_mission_id from cases_share
    where case_id = new.id and revoked_at is null
    union select new.reception_point_id where new.reception_point_id is not null
    order by 1);
  return new;
end $$;
create trigger set_missions before insert or update of mission_id, reception_point_id on cases_case
for each row execute function set_case_missions();
create function spread_share() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  person bigint;
begin
  update cases_case as shown set mission_ids = array(
    select shown.mission_id union select to_mission_id from cases_share
    where case_id = new.case_id and revoked_at is null
    union select shown.reception_point_id where shown.reception_point_id is not null
    order by 1)
  where shown.id = new.case_id returning shown.citizen_id into person;
  perform refresh_sight(person);
  return null;
end $$;
create trigger spread_share after insert or update on cases_share
for each row execute function spread_share();
"""

# The application role may write a case it is only shared, and the wall lets a row pass that is its
# own afterwards. So what makes it one's own is not written by that role at all.
HANDS = """
create function refuse_other_hands() returns trigger language plpgsql as $$
begin
  if current_user <> (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) then
    raise exception 'the mission of a row of % is not changed so', tg_table_name
      using errcode = 'check_violation', constraint = tg_argv[0];
  end if;
  return new;
end $$;
create trigger keep_owner before update of mission_id on cases_case
for each row when (old.mission_id is distinct from new.mission_id)
execute function refuse_other_hands('case_moved_by_transfer');
create trigger keep_registrar before update of registered_by_id on cases_citizen
for each row when (old.registered_by_id is distinct from new.registered_by_id)
execute function refuse_other_hands('citizen_registered_once');
create function check_case_owner() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if (select mission_id from cases_case where id = new.id) is distinct from (
    select to_mission_id from cases_transition where case_id = new.id and voided_at is null
    order by occurred_at desc, number desc limit 1)
  then
    raise exception 'case % changed hands without a row of its ledger', new.id
      using errcode = 'check_violation', constraint = 'transition_position';
  end if;
  return null;
end $$;
create constraint trigger owner_chain after update of mission_id on cases_case
deferrable initially deferred for each row
when (old.mission_id is distinct from new.mission_id) execute function check_case_owner();
"""

# Tells a mission nothing but of itself: whether a case is its own.
OWNS = """
create function owns_case(which bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
select exists (select from cases_case where id = which and mission_id = app_sees_at())
$$;
"""

SHARED_NOW = """
create function is_shared_now(which bigint) returns boolean
language plpgsql stable parallel safe cost 1 as $$
begin
  return exists (select from cases_share where case_id = which
    and to_mission_id = app_sees_at() and revoked_at is null and until > now());
end $$;
"""
"""Asked by the wall of the case, row by row: as a subquery there it would spoil the plan of every
list of headquarters, which no share concerns (a board of 300,000 open cases: 1.2-2 s against
0.3-0.4 s). It runs with the rights of whoever asks.
"""

OWN_WORK = """
create function refuse_own_waiver() returns trigger language plpgsql as $$
begin
  if app_staff() in (old.status_by_id,
    (select asked_by_id from cases_inquiry where step_id = old.id order by id desc limit 1),
    (select recorded_by_id from cases_stepresult where step_id = old.id order by id desc limit 1))
  then
    raise exception 'step % is waived by who worked on it', old.id
      using errcode = 'check_violation', constraint = 'step_waived_by_another';
  end if;
  return new;
end $$;
create trigger waived_by_another before update of status on cases_step for each row
when (new.status = 'waived' and old.status <> 'waived') execute function refuse_own_waiver();
"""
"""Whoever has worked on a step does not waive it."""

SETTLED = """
create function settle_notices_of_transfer() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update cases_notice set read_at = new.answered_at,
    read_by_id = case when new.status <> 'withdrawn' then app_staff() end
  where mission_id = new.to_mission_id and audience <> 'officer' and read_at is null
    and kind in ('transfer_offered', 'transfer_returned')
    and params ->> 'transfer' = new.uuid::text;
  return null;
end $$;
create trigger settle_notices after update of status on cases_transfer for each row
when (old.status = 'offered' and new.status <> 'offered')
execute function settle_notices_of_transfer();
"""
"""An offer that was answered or withdrawn waits in no inbox: the side that answers or withdraws
does not see the notices of the other. Who withdraws is of the other mission and not named."""

RIGHTS = """
revoke all on function is_arriving(bigint) from public;
grant execute on function is_arriving(bigint) to "{role}";
revoke all on function refresh_sight(bigint) from public;
revoke all on function owns_case(bigint) from public;
grant execute on function owns_case(bigint) to "{role}";
revoke all on function answer_transfer(bigint, text, text, timestamptz, timestamptz) from public;
grant execute on function answer_transfer(bigint, text, text, timestamptz, timestamptz) to "{role}";
revoke all on function correct_taken_over(bigint, timestamptz, timestamptz) from public;
grant execute on function correct_taken_over(bigint, timestamptz, timestamptz) to "{role}";
revoke all on function correct_owner(bigint, bigint, timestamptz) from public;
grant execute on function correct_owner(bigint, bigint, timestamptz) to "{role}";
revoke all on cases_citizensight from "{role}";
grant select on cases_citizensight to "{role}";
revoke all on cases_transfer from "{role}";
grant select, insert, update (version) on cases_transfer to "{role}";
revoke delete, truncate on cases_share from "{role}";
"""

FUNCTIONS = (
    *(ON_THE_WAY, SIGHT, MISSIONS_OF_CASE, HANDS, OWNS, SHARED_NOW, ANSWER),
    *(TAKEN_OVER, OWNER, OWN_WORK, SETTLED),
)
