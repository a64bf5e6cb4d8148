"""SQL of money: what may not be asked back of whom, and that nothing is drawn that is not there.

Both run with the rights of the owner, on the closed list. The first answers a role that handles
money and reads no decision on protection, so that the rule holds for it as for others: it says that
the Fund may not ask it back, for cases in sight alone, and not why. The second counts every line on
a deposit or an undertaking, under a lock, whoever's eyes the act has.
"""

NOT_ASKED_BACK = """
create function not_asked_back(of_cases bigint[]) returns setof bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select parent.id from cases_case as parent
  where parent.id = any(of_cases) and app_sees('money')
    and (app_sees_all() or parent.mission_id = app_sees_at() or is_shared_now(parent.id))
    and (
      exists (select from cases_protectiondecision as decision
        where decision.case_id = parent.id and decision.result = 'victim'
          and decision.side in ('home', 'host') and decision.ended_at is null)
      or exists (select from cases_step as step
        join cases_procedure as procedure on procedure.id = step.procedure_id
        where step.case_id = parent.id and step.status = 'done'
          and (procedure.code = 'victim-exemption'
            or (procedure.code in ('victim-determination', 'host-screening') and 'victim' = (
              select part.content -> 'values' ->> 'outcome' from cases_stepresult as result
              join cases_sealedpart as part on part.id = result.sealed_id
              where result.step_id = step.id order by result.id desc limit 1)))))
$$;
"""

COVERED = """
create function keep_backing_covered() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  backing numeric;
  drawn numeric;
  returned numeric;
begin
  if new.deposit_id is not null then
    select amount into backing from cases_deposit where id = new.deposit_id for no key update;
    select coalesce(sum(line.drawn), 0) into drawn from cases_costline as line
      where line.deposit_id = new.deposit_id and line.voided_at is null
        and (line.decided_at is null or line.counts_from is not null);
    select coalesce(sum(amount), 0) into returned from cases_repayment
      where deposit_id = new.deposit_id and voided_at is null;
    if drawn + returned > backing then
      raise exception 'deposit % is overdrawn', new.deposit_id
        using errcode = 'check_violation', constraint = 'deposit_not_overdrawn';
    end if;
  end if;
  if new.undertaking_id is not null then
    select amount into backing from cases_undertaking where id = new.undertaking_id
      for no key update;
    select coalesce(sum(line.drawn), 0) into drawn from cases_costline as line
      where line.undertaking_id = new.undertaking_id and line.voided_at is null
        and (line.decided_at is null or line.counts_from is not null);
    select coalesce(sum(amount), 0) into returned from cases_repayment
      where undertaking_id = new.undertaking_id and voided_at is null;
    if greatest(drawn, returned) > backing then
      raise exception 'undertaking % does not cover this', new.undertaking_id
        using errcode = 'check_violation', constraint = 'undertaking_not_overdrawn';
    end if;
  end if;
  return null;
end $$;
create trigger keep_covered after insert on cases_costline for each row
  when (new.deposit_id is not null or new.undertaking_id is not null)
  execute function keep_backing_covered();
create trigger keep_covered after insert on cases_repayment for each row
  execute function keep_backing_covered();
"""

UNCOVERED = """
drop trigger keep_covered on cases_costline;
drop trigger keep_covered on cases_repayment;
drop function keep_backing_covered();
drop function not_asked_back(bigint[]);
"""

RIGHTS = """
revoke all on function keep_backing_covered() from public;
revoke all on function not_asked_back(bigint[]) from public;
grant execute on function not_asked_back(bigint[]) to "{role}";
"""
