"""Proof on closing balances: they answer what the ledgers answer, at each of the last closings.

What is contradictory is left out where somebody was anonymised: her sources are gone, so that the
ledger can no longer say that two of them differed.
"""

BALANCES = """
set local work_mem = '64MB';
set local random_page_cost = 1.1;
set local transaction_timeout = '10min';
select i.code || ' ' || to_char(asked.as_of at time zone i.zone, 'YYYY-MM-DD') || ' as known '
  || to_char(closed.known_at at time zone i.zone, 'YYYY-MM-DD HH24:MI')
from cases_incident as i
cross join lateral (
  select known_at from cases_figureclosing where incident_id = i.id
  order by known_at desc limit 3) as closed
cross join lateral (values (closed.known_at), (closed.known_at - interval '7 days')) as asked(as_of)
where i.id between %(low)s and %(high)s and exists (
  select from (
    select dimension, key, total from figure_totals_kept(
      i.id, asked.as_of, closed.known_at, closed.known_at, i.zone)
  ) as kept full join (
    select dimension, key, total
    from figure_totals_of_ledger(i.id, asked.as_of, closed.known_at)
  ) as counted using (dimension, key)
  where coalesce(kept.total, 0) <> coalesce(counted.total, 0) and not (
    dimension = 'contradictory' and exists (select from cases_case as c
      join cases_citizen as person on person.id = c.citizen_id
      where c.incident_id = i.id and person.anonymised_at is not null)))
"""
