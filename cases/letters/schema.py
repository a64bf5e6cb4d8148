"""SQL of letters: the numbers of their register, and that a signed copy is that of one letter.

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

SIGNED_COPY = """
create function check_signed_copy() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  sent text := (select sent_digest from cases_attachedfile
    where attachment_id = new.signed_copy_id);
begin
  perform pg_advisory_xact_lock(hashtextextended('signed copy ' || sent, 0));
  if exists (
    select from cases_attachedfile as file
    join cases_attachment as copy on copy.id = file.attachment_id
    join cases_letter as letter on letter.signed_copy_id = copy.id
    where file.sent_digest = sent and copy.withdrawn_at is null and letter.id <> new.id
      and (letter.batch_id is null or letter.batch_id is distinct from new.batch_id)
  ) then
    raise exception 'the signed copy of letter % is that of another one', new.id
      using errcode = 'unique_violation', constraint = 'signed_copy_of_another';
  end if;
  return null;
end $$;
create trigger letter_signed_copy after update of signed_copy_id on cases_letter for each row
when (new.signed_copy_id is not null and new.signed_copy_id is distinct from old.signed_copy_id)
execute function check_signed_copy();
"""
"""One file is the signed copy of one letter, or of letters that were issued together.

Whoever comes second waits for the first, and sees letters of all missions.
"""
