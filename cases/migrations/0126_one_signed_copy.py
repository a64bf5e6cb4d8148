"""One file is the signed copy of one letter, or of letters that were issued together.

The SQL is what `cases/letters/schema.py` gave when it was written; a test compares them.
"""

from django.db import migrations

FORWARD = """
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
BACKWARD = """
drop trigger letter_signed_copy on cases_letter;
drop function check_signed_copy();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0125_taken_over_at")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
