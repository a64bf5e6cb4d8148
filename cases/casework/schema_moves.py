"""SQL by which a case comes to another mission: neither side may write the row of the other."""

from typing import Final

# Null when there is nothing for this mission to answer in that way: nothing was written then.
# Locks: the transfer, the person, the case. The caller writes the row of the ledger.
ANSWER: Final = """
create function answer_transfer(which bigint, new_status text, words text,
  taken_from timestamptz default null, taken_at timestamptz default null) returns timestamptz
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  offer cases_transfer;
  person bigint;
  newest timestamptz;
  moment timestamptz;
begin
  select * into offer from cases_transfer where id = which for no key update;
  if not found or offer.status <> 'offered' or app_sees_at() is distinct from (
    case when new_status in ('accepted', 'rejected') then offer.to_mission_id
      when new_status = 'withdrawn' then offer.from_mission_id end)
  then
    return null;
  end if;
  newest := offer.offered_at;
  if new_status = 'accepted' then
    select citizen_id into person from cases_case where id = offer.case_id;
    select greatest(newest, ledger_at) into newest from cases_citizen
    where id = person for no key update;
    select greatest(newest, ledger_at) into newest from cases_case
    where id = offer.case_id for no key update;
  end if;
  moment := ledger_moment(newest);
  update cases_transfer set status = new_status, answered_at = moment,
    answered_by_id = app_staff(), answer = words,
    taken_over_from = case when new_status = 'accepted' and not is_from_opening
      then coalesce(taken_from, moment) end,
    taken_over_at = case when new_status = 'accepted' and not is_from_opening
      then coalesce(taken_at, moment) end
  where id = which;
  if new_status = 'accepted' then
    update cases_citizen set ledger_at = moment where id = person;
    update cases_share set revoked_at = moment - app_shift()
    where case_id = offer.case_id and to_mission_id = offer.to_mission_id and revoked_at is null;
    update cases_case set mission_id = offer.to_mission_id, assigned_to_id = null,
      ledger_at = moment, version = version + 1 where id = offer.case_id;
  end if;
  return moment;
end $$;
"""

TAKEN_OVER: Final = """
create function correct_taken_over(which bigint, taken_from timestamptz, taken_at timestamptz)
returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update cases_transfer set taken_over_from = taken_from, taken_over_at = taken_at,
    version = version + 1
  where id = which and status = 'accepted' and not is_from_opening
    and (app_is_headquarters() or (to_mission_id = app_sees_at() and owns_case(case_id)));
  if not found then
    raise exception 'the moment of transfer % is not changed so', which
      using errcode = 'check_violation', constraint = 'case_moved_by_transfer';
  end if;
end $$;
"""
"""Who took a case over, and has it still, or headquarters corrects when that was."""

OWNER: Final = """
create function correct_owner(which bigint, mission bigint, moment timestamptz) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if not app_is_headquarters() then
    raise exception 'only headquarters corrects whose case % is', which
      using errcode = 'check_violation', constraint = 'case_moved_by_transfer';
  end if;
  update cases_share set revoked_at = moment - app_shift()
  where case_id = which and to_mission_id = mission and revoked_at is null;
  update cases_case set mission_id = mission, assigned_to_id = null where id = which;
end $$;
"""
"""Headquarters corrects at which mission a case was opened; the ledger must end there too."""
