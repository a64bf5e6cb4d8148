"""SQL that notices that somebody who was home has a case again.

Definer functions of the closed list: the two cases may be of two missions, neither of which sees
the other's. They answer nothing; what they write is read behind both walls. A person has come home
in a case that ended so; what counts as the day is the arrival, else the end, so that a late closing
hides nothing.
"""

RETURNS = """
create function refresh_returns(person bigint) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  records bigint[] := records_of(person);
begin
  insert into cases_earlierreturn (uuid, case_id, earlier_id, holds, noticed_at)
  select gen_random_uuid(), later.id, home.id, true, app_clock()
  from cases_case as home join cases_case as later on later.citizen_id = any(records)
  where home.citizen_id = any(records) and came_home_before(home.id, later.id)
  on conflict (case_id, earlier_id) do update set holds = true where not cases_earlierreturn.holds;
  update cases_earlierreturn as pair set holds = false
  from cases_case as home, cases_case as later
  where pair.holds and home.id = pair.earlier_id and later.id = pair.case_id
    and (home.citizen_id = any(records) or later.citizen_id = any(records))
    and not (home.citizen_id = any(records_of(later.citizen_id))
      and came_home_before(home.id, later.id));
end $$;
create function keep_returns() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  -- Nearly everybody has one case alone: nothing else is looked for then.
  if exists (select from cases_case where citizen_id = any(records_of(new.citizen_id))
    and id <> new.id)
  then
    perform refresh_returns(new.citizen_id);
  end if;
  return null;
end $$;
create trigger keep_returns_of_new after insert on cases_case
for each row execute function keep_returns();
create trigger keep_returns after update of outcome, opened_at, position_at, voided_at on cases_case
for each row when ((old.outcome, old.opened_at, old.voided_at)
  is distinct from (new.outcome, new.opened_at, new.voided_at)
  or (new.outcome <> '' and old.position_at <> new.position_at))
execute function keep_returns();
create function keep_returns_of_linked() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform refresh_returns(new.id);
  if old.head_id is not null and old.head_id <> new.id then
    perform refresh_returns(old.head_id);
  end if;
  return null;
end $$;
create trigger keep_returns_of_linked after update of head_id on cases_citizen
for each row when (old.head_id is distinct from new.head_id)
execute function keep_returns_of_linked();
"""
"""Which cases of a person were opened after she had come home in another one."""

CAME_HOME = """
create function came_home_before(home bigint, later bigint) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select home <> later and exists (
    select from cases_case as ended, cases_case as opened
    where ended.id = home and opened.id = later
      and ended.outcome in ('handed_over', 'own_means') and opened.voided_at is null
      and opened.outcome <> 'duplicate'
      and opened.opened_at >= coalesce(
        (select max(row.occurred_at) from cases_transition as row
          where row.case_id = home and row.voided_at is null
            and row.to_stage = 'arrived' and row.from_stage not in ('arrived', 'closed')),
        ended.position_at))
$$;
"""
"""Whether one case ended with the person at home before the other one was opened."""

RIGHTS = """
revoke all on function refresh_returns(bigint) from public;
revoke all on function came_home_before(bigint, bigint) from public;
"""

FUNCTIONS = (CAME_HOME, RETURNS)
