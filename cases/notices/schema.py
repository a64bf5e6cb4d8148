"""SQL functions of notices; the migration holds the same text."""

POSTED = """
create function app_is_head() returns boolean language sql stable parallel safe as $$
  select exists (select from cases_posting
    where id = nullif(current_setting('app.posting', true), '')::bigint
      and role = 'head_of_mission')
$$;
create function is_posted(at_mission bigint, who bigint, as_role text)
returns boolean language sql volatile as $$
  select exists (
    select from cases_posting as p
    join cases_mission as m on m.id = p.mission_id
    join cases_staff as s on s.id = p.staff_id
    where p.mission_id = at_mission and s.is_active
      and (who is null or s.id = who) and (as_role = '' or p.role = as_role)
      and (app_moment() at time zone m.zone)::date
        between p.starts_on and coalesce(p.ends_on, 'infinity'))
$$;
"""

TELL = """
create function tell_mission(of_kind text, to_mission bigint, to_audience text, to_staff bigint,
  about_case bigint, about text, said jsonb, by_mail boolean)
returns uuid language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  made uuid := gen_random_uuid();
  own_kind text;
  meant_staff bigint;
  meant_mission bigint;
  headquarters bigint;
begin
  if app_kind() = '' then
    raise exception 'nobody acts here' using errcode = 'insufficient_privilege';
  end if;
  select kind into own_kind from cases_mission where id = to_mission;
  if to_audience = 'officer' and not is_posted(to_mission, to_staff, '') then
    meant_staff := to_staff;
    to_staff := null;
    to_audience := 'head';
  end if;
  if to_audience = 'head' and own_kind = 'headquarters' then
    to_audience := 'mission';
  elsif to_audience = 'head' and not is_posted(to_mission, null, 'head_of_mission') then
    to_audience := 'mission';
    select id into headquarters from cases_mission where kind = 'headquarters' order by id limit 1;
    if found then
      meant_mission := to_mission;
      to_mission := headquarters;
    end if;
  end if;
  insert into cases_notice (uuid, kind, mission_id, audience, staff_id, meant_mission_id,
    meant_staff_id, from_mission_id, case_id, reference, params, created_at, mailing)
  values (made, of_kind, to_mission, to_audience, to_staff, meant_mission, meant_staff,
    nullif(app_mission(), 0), about_case, about, said, app_moment(),
    case when by_mail and app_replay() is null then 'due' else 'none' end);
  return made;
end $$;
"""

UNREAD = """
create function unread_notices(reader bigint, at_mission bigint, as_role text) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select count(*)::integer from (
    (select from cases_notice where read_at is null and audience = 'officer'
      and staff_id = reader and mission_id = at_mission limit 10)
    union all
    (select from cases_notice where read_at is null and audience <> 'officer'
      and mission_id = at_mission
      and (audience = 'mission' or as_role = 'head_of_mission') limit 10)
  ) as waiting
  where app_kind() in ('', 'system') or (reader = app_staff() and app_sees('people'))
$$;
"""

ALL_FUNCTIONS = (POSTED, TELL, UNREAD)
