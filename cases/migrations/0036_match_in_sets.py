"""Finding people for a whole list by one statement.

The SQL is what `cases/citizens/search/schema.py` gave when it was written; a test compares them.
"""

from django.db import migrations

FORWARD = r"""
create function find_people_in_sets(asked jsonb, most_by_one integer)
returns table (asking integer, citizen_id bigint)
language plpgsql stable security definer
set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  scope tsquery := case when app_sees_all() then null
    else search_key('m:' || app_sees_at())::tsquery end;
  size integer;
begin
  if exists (
    select from jsonb_array_elements(asked) as way, jsonb_array_elements_text(way -> 1) as said
    where said !~ '^[0-9a-f]{8}( \| [0-9a-f]{8})*$'
  ) then
    raise exception 'people are asked for by digests alone' using errcode = 'data_exception';
  end if;
  for size in select distinct jsonb_array_length(way -> 1) from jsonb_array_elements(asked) as way
    where jsonb_array_length(way -> 1) > 0
  loop
    return query execute (
      select format(
        'select way.asking, found.citizen_id from (select (way ->> 0)::integer as asking, %s'
        ' from jsonb_array_elements($1) as way where jsonb_array_length(way -> 1) = $2) as way'
        ' cross join lateral (select keys.citizen_id from cases_searchkeys as keys where %s%s'
        ' limit $3) as found%s',
        string_agg(format('(way -> 1 ->> %s)::tsquery as said_%s', at - 1, at), ', '),
        string_agg(format('keys.keys @@ way.said_%s', at), ' and '),
        case when scope is not null then ' and keys.keys @@ $4' end,
        case when scope is not null then ' where exists (select from cases_citizensight as sight'
          ' where sight.citizen_id = found.citizen_id and sight.mission_id = app_sees_at()'
          ' and (sight.until is null or sight.until > now()))' end)
      from generate_series(1, size) as at
    ) using asked, size, most_by_one, scope;
  end loop;
end $$;
"""
BACK = "drop function find_people_in_sets(jsonb, integer);"


class Migration(migrations.Migration):
    dependencies = [("cases", "0035_notices_by_mail")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
