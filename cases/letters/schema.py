"""SQL of letters: the numbers of their register.

One number after the other for each mission and year, whatever the kind; a number that was taken by
an act that was refused in the end is taken again, one of a withdrawn letter never. The function
runs with the rights of the owner, on the closed list: the application role reads no counter.
"""

NUMBERS = """
create function take_letter_numbers(mission bigint, in_year integer, how_many integer)
returns bigint language sql volatile security definer set search_path = public, pg_temp as $$
  insert into cases_lettercounter as counter (mission_id, year, last)
  select mission, in_year, how_many
  where mission = app_sees_at()
    and mission > 0 and how_many between 1 and 1000
  on conflict (mission_id, year) do update set last = counter.last + excluded.last
  returning last - how_many + 1
$$;
"""

RIGHTS = """
revoke all on cases_lettercounter from "{role}";
revoke all on function take_letter_numbers(bigint, integer, integer) from public;
grant execute on function take_letter_numbers(bigint, integer, integer) to "{role}";
"""
