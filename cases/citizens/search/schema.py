"""SQL that keeps by what a person is found, and finds people by it.

Row security keeps an index from answering what is not leakproof, and any search for words is not.
So candidates come from one function with the rights of the owner, over rows that hold digests
alone: of syllables, of sounds, of dates and of parts of numbers. It answers with ids of people in
sight of whoever asks; what is known of them is then read through both walls.

Triggers keep the rows, so no way of writing leaves one behind. Only how a name sounds is told by
the code, in a column beside the name, as its place in a sorted list is. A person who was
anonymised has no keys.
"""

from typing import Final

WORDS: Final = r"""
create function search_words(said text) returns setof text
language sql immutable strict parallel safe as
$$ select word from regexp_split_to_table(
     app_fold(regexp_replace(said, '[''’‘ʼ`´]', '', 'g')), '[^[:alnum:]\u0e00-\u0e7f\u1000-\u109f]+'
   ) as word where word <> '' $$;
create function search_key(said text) returns text language sql immutable strict parallel safe as
$$ select left(md5(said), 8) $$;
create function name_keys(said text, heard text) returns setof text
language sql immutable strict parallel safe as
$$ with words as (select word from search_words(said) as word)
   select 'n:' || word from words
   union all select 's:' || sound from string_to_table(heard, ' ') as sound where sound <> ''
   union all select 'i:' || left(word, 1) from words
   union all select 'j:' || string_agg(word, '') from words having count(*) > 1 $$;
create function number_keys(kind text, said text) returns setof text
language sql immutable strict parallel safe as
$$ select kind || ':' || said where said <> ''
   union all select kind || '<' || left(said, length(said) / 2) where length(said) >= 6
   union all select kind || '>' || right(said, length(said) - length(said) / 2)
     where length(said) >= 6 $$;
create function phone_key(said text) returns text language sql immutable strict parallel safe as
$$ select right(regexp_replace(said, '[^0-9]', '', 'g'), 9) $$;
"""
"""A number is kept whole and in two halves: with one wrong character one half is still right."""

KEYS_OF: Final = """
create function search_keys_of(person bigint) returns tsvector language sql stable as
$$ with named as (
     select name_keys(full_name, sound_key) as said from cases_citizen where id = person
     union all select name_keys(value, sound_key) from cases_name
       where citizen_id = person and withdrawn_at is null)
   select array_to_tsvector(coalesce(array_agg(distinct search_key(said)), '{}')) from (
     select said from named
     union all select said || '@' || coalesce(to_char(birth_on, 'YYYY'), '')
       from named, cases_citizen where id = person and said ~ '^[ns]:'
     union all select unnest(array[
       'o:' || origin_province_id,
       case birth_precision when 'day' then 'b:' || to_char(birth_on, 'YYYYMMDD') end,
       'y:' || coalesce(to_char(birth_on, 'YYYY'), '')])
       from cases_citizen where id = person
     union all select number_keys('d', number_key) from cases_identitydocument
       where citizen_id = person and withdrawn_at is null
     union all select number_keys('p', phone_key(value)) from cases_contactpoint
       where citizen_id = person and withdrawn_at is null and kind not in ('email', 'address')
     union all select number_keys('p', phone_key(phone)) from cases_relative
       where citizen_id = person and withdrawn_at is null
     union all select 'r:' || search_words(full_name) from cases_relative
       where citizen_id = person and withdrawn_at is null
     union all select 'm:' || mission_id from cases_citizensight where citizen_id = person
   ) as known where said is not null $$;
"""

KEEP: Final = """
create function keep_search_keys() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  person bigint;
begin
  if tg_table_name = 'cases_citizen' then
    person := new.id;
    if tg_op = 'INSERT' then
      insert into cases_searchkeys (citizen_id, keys) values (person, search_keys_of(person));
      return null;
    end if;
    if new.anonymised_at is not null then
      delete from cases_searchkeys where citizen_id = person;
      return null;
    end if;
  elsif tg_op = 'DELETE' then
    person := old.citizen_id;
  else
    person := new.citizen_id;
  end if;
  insert into cases_searchkeys (citizen_id, keys)
    select id, '' from cases_citizen where id = person and anonymised_at is null
    on conflict do nothing;
  perform from cases_searchkeys where citizen_id = person for update;
  update cases_searchkeys set keys = search_keys_of(person)
    where citizen_id = person and keys is distinct from search_keys_of(person);
  return null;
end $$;
create trigger keep_search_keys after insert or update of full_name, sound_key, birth_on,
  birth_precision, origin_province_id, anonymised_at on cases_citizen
  for each row execute function keep_search_keys();
create trigger keep_search_keys after insert or update of value, sound_key, withdrawn_at
  on cases_name for each row execute function keep_search_keys();
create trigger keep_search_keys after insert or update of number_key, withdrawn_at
  on cases_identitydocument for each row execute function keep_search_keys();
create trigger keep_search_keys after insert or update of kind, value, withdrawn_at
  on cases_contactpoint for each row execute function keep_search_keys();
create trigger keep_search_keys after insert or update of full_name, phone, withdrawn_at
  on cases_relative for each row execute function keep_search_keys();
create trigger keep_search_keys after insert or delete on cases_citizensight
  for each row execute function keep_search_keys();
"""
"""The row is locked before what it is made from is read, so that of two changes at once the later
one sees both.
"""

FIND: Final = """
create function find_people(asked jsonb, most integer, most_by_one integer)
returns table (citizen_id bigint, way integer)
language plpgsql stable security definer
set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  groups jsonb;
  wanted text;
  scope text := case when app_sees_all() then null else search_key('m:' || app_sees_at()) end;
  number integer := 0;
  found_by_now integer := 0;
  found_here integer;
begin
  for groups in select value from jsonb_array_elements(asked) loop
    number := number + 1;
    select string_agg(format('keys @@ %L::tsquery', terms), ' and ') into wanted from (
      select scope as terms where scope is not null
      union all
      select (select string_agg(search_key(said), ' | ')
        from jsonb_array_elements_text(alternatives) as said)
      from jsonb_array_elements(groups) as alternatives
    ) as needed;
    return query execute format(
      'select keys.citizen_id, %s from (select citizen_id from cases_searchkeys where %s limit %s)'
      ' as keys%s', number, wanted, least(most_by_one, most - found_by_now),
      case when scope is not null then ' where exists (select from cases_citizensight as sight'
        ' where sight.citizen_id = keys.citizen_id and sight.mission_id = app_sees_at()'
        ' and (sight.until is null or sight.until > now()))' end);
    get diagnostics found_here = row_count;
    found_by_now := found_by_now + found_here;
    exit when found_by_now >= most;
  end loop;
end $$;
"""
"""Each group is a condition of its own: the index then skips from one to the next, where one query
of all groups would be weighed for every row that has any of the keys. What is put into the text of
the statement are digests and whole numbers. Keys of a mission stay when its
sight of a person has ended, so that is left out of the answer.
"""

FIND_IN_SETS: Final = r"""
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
"""The same for many at once: a way is a number of the asking and its groups, each as digests. All
ways of one length are one statement, so the index is asked for them without planning each anew.
"""

REBUILD: Final = """
create function rebuild_search_keys(first bigint, last bigint) returns bigint
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  changed bigint;
begin
  if app_kind() <> 'system' then
    raise exception 'keys are rebuilt by the system' using errcode = 'insufficient_privilege';
  end if;
  perform from cases_citizen where id between first and last order by id for no key update;
  insert into cases_searchkeys as keys (citizen_id, keys)
    select id, search_keys_of(id) from cases_citizen
    where id between first and last and anonymised_at is null order by id
    on conflict (citizen_id) do update set keys = excluded.keys
    where keys.keys is distinct from excluded.keys;
  get diagnostics changed = row_count;
  return changed;
end $$;
"""

RIGHTS: Final = """
revoke all on cases_searchkeys from "{role}";
alter table cases_searchkeys enable row level security;
alter table cases_searchkeys force row level security;
create policy owner_all on cases_searchkeys to current_user using (true) with check (true);
"""

FUNCTIONS: Final = "\n".join((WORDS, KEYS_OF, KEEP, FIND, FIND_IN_SETS, REBUILD))
