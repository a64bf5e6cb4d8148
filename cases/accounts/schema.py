"""SQL by which nobody is ever logged in with the account of another system.

The operations refuse each of these; this refuses what code forgets: a session, a link, a second
factor or a mail address of such an account, another role for it, and a token of it without scopes
or without an end. What kind an account is, is settled when it is made.
"""

from typing import Final

NOWHERE: Final = """
create function refuse_login_of_service() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if (to_jsonb(new) ->> tg_argv[0]) is not null and exists (select from cases_staff
      where id = (to_jsonb(new) ->> tg_argv[0])::bigint and kind = 'service') then
    raise exception 'nobody logs in with a service account'
      using errcode = 'check_violation', constraint = 'staff_service_logs_in_nowhere';
  end if;
  return new;
end $$;
create trigger refuse_service before insert or update of staff_id on cases_staffsession
for each row execute function refuse_login_of_service('staff_id');
create trigger refuse_service before insert or update of staff_id on cases_onetimelink
for each row execute function refuse_login_of_service('staff_id');
create trigger refuse_service before insert or update of user_id on mfa_authenticator
for each row execute function refuse_login_of_service('user_id');
create trigger keep_kind before update of kind on cases_staff
for each row when (old.kind is distinct from new.kind)
execute function refuse_other_hands('staff_kind_settled');
"""

LITTLE: Final = """
create function keep_service_small() returns trigger
language plpgsql set search_path = public, pg_temp as $$
begin
  if tg_table_name = 'cases_posting' then
    if new.role <> 'api_client' and exists (
        select from cases_staff where id = new.staff_id and kind = 'service') then
      raise exception 'a service account has the role of another system alone'
        using errcode = 'check_violation', constraint = 'posting_of_service';
    end if;
  elsif not exists (select from cases_posting as posting join cases_staff as holder
      on holder.id = posting.staff_id where posting.id = new.posting_id
      and holder.id = new.user_id and (holder.kind <> 'service'
        or (new.scopes is not null and new.expiry is not null))) then
    raise exception 'a token is of the holder of its posting, and one of a service is held'
      using errcode = 'check_violation', constraint = 'apitoken_of_service';
  end if;
  return new;
end $$;
create trigger keep_service before insert or update of role, staff_id on cases_posting
for each row execute function keep_service_small();
create trigger keep_service before insert or update of user_id, posting_id, scopes, expiry
on cases_apitoken for each row execute function keep_service_small();
"""

FUNCTIONS: Final = (NOWHERE, LITTLE)
