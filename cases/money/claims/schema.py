"""SQL of claims: what was submitted is not rewritten, and no line is paid twice over.

Both run with the rights of whoever acts: they look at rows of one case alone.
"""

FROZEN = """
create function keep_claim_frozen() returns trigger language plpgsql as $$
begin
  raise exception 'line % of a submitted claim', old.id
    using errcode = 'check_violation', constraint = 'claimline_frozen';
end $$;
create trigger keep_frozen before update on cases_claimline for each row
  when (old.is_frozen and (old.amount, old.currency, old.rate, old.rate_on, old.amount_vnd)
    is distinct from (new.amount, new.currency, new.rate, new.rate_on, new.amount_vnd)
    or old.is_frozen and not new.is_frozen)
  execute function keep_claim_frozen();
"""

PAID = """
create function keep_claim_within() returns trigger language plpgsql as $$
declare
  asked cases_claimline%rowtype;
  paid numeric;
begin
  select * into asked from cases_claimline where id = new.claim_line_id for no key update;
  select coalesce(sum(amount), 0) into paid from cases_claimpayment
    where claim_line_id = new.claim_line_id and currency = asked.currency and voided_at is null;
  if asked.claim_id is distinct from new.claim_id or paid > asked.amount then
    raise exception 'line % of a claim is paid already', new.claim_line_id
      using errcode = 'check_violation', constraint = 'claim_not_overpaid';
  end if;
  return null;
end $$;
create trigger keep_within after insert on cases_claimpayment for each row
  execute function keep_claim_within();
"""

TAKEN_BACK = """
drop trigger keep_within on cases_claimpayment;
drop function keep_claim_within();
drop trigger keep_frozen on cases_claimline;
drop function keep_claim_frozen();
"""

FUNCTIONS = (FROZEN, PAID)
