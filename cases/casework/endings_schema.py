"""SQL that keeps of each closed case whether the person's whereabouts contradict its outcome.

Whoever records a crossing need not see every case of the person, so the database keeps the column,
with the rights of the owner. `meanings.fits` says the same in Python; a test compares them.
"""

from typing import Final

FITS: Final = """
create function fits_outcome(outcome text, country text, host text) returns boolean
language sql immutable parallel safe as $$
select case
  when outcome in ('handed_over', 'own_means') then country in ('', 'VN')
  when outcome = 'onward' then country not in ('VN', host)
  when outcome = 'serving_sentence' then country <> 'VN'
  when outcome = 'lost_contact' then country = ''
  else true end
$$;
"""
KEPT: Final = """
create function keep_doubt() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  new.outcome_in_doubt := new.outcome <> '' and not fits_outcome(new.outcome,
    (select now_country from cases_citizen where id = new.citizen_id),
    (select country from cases_mission where id = new.mission_id));
  return new;
end $$;
create trigger keep_doubt before update of outcome, mission_id, citizen_id on cases_case
for each row when (new.outcome <> '' or old.outcome_in_doubt) execute function keep_doubt();
create trigger keep_doubt_of_new before insert on cases_case
for each row when (new.outcome <> '') execute function keep_doubt();
create function keep_doubts_of_person() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update cases_case as ended set outcome_in_doubt = not ended.outcome_in_doubt
  from cases_mission as host
  where ended.citizen_id = new.id and ended.outcome <> '' and host.id = ended.mission_id
    and ended.outcome_in_doubt = fits_outcome(ended.outcome, new.now_country, host.country);
  return null;
end $$;
create trigger keep_doubts after update of now_country on cases_citizen
for each row when (old.now_country <> new.now_country) execute function keep_doubts_of_person();
"""

FUNCTIONS: Final = (FITS, KEPT)
