"""SQL of movements: their numbers, who is counted, and which missions the wall begins with.

`take_movement_number` and the two trigger functions run with the rights of the owner, on the closed
list: a count of seats is the same for everybody, and whoever moves a case to another mission need
not see the movement its person is on. `movement_in_sight` asks with the asker's own rights: the
wall of the movement asks its passengers, and theirs asks for the movement when one is made; written
out in both, the database would see a ring.
"""

NUMBERS = """
create function take_movement_number(mission bigint, in_year integer)
returns bigint language sql volatile security definer set search_path = public, pg_temp as $$
  insert into cases_movementcounter as counter (mission_id, year, last)
  select mission, in_year, 1 where mission = app_sees_at() and mission > 0
  on conflict (mission_id, year) do update set last = counter.last + 1
  returning last
$$;
"""

IN_SIGHT = """
create function movement_in_sight(which bigint) returns boolean
language plpgsql stable parallel safe cost 1 as $$
begin
  return exists (select from cases_passenger where movement_id = which);
end $$;
"""

SEATS = """
create function keep_movement_seats() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  trips bigint[] := array(select distinct movement_id from fresh);
begin
  update cases_movement as trip set seated = now.seated, waiting = now.waiting
    from (select t.id, count(*) filter (where p.state = 'seated') as seated,
        count(*) filter (where p.state = 'waiting') as waiting
      from unnest(trips) as t(id) left join cases_passenger as p on p.movement_id = t.id
      group by t.id) as now
    where trip.id = now.id
      and (trip.seated, trip.waiting) is distinct from (now.seated::int, now.waiting::int);
  update cases_leg as leg set seated = now.seated
    from (select l.id, count(p.id) as seated from cases_leg as l
      left join cases_passenger as p on p.movement_id = l.movement_id and p.state = 'seated'
        and p.first_leg <= l.number and (p.last_leg is null or p.last_leg >= l.number)
      where l.movement_id = any(trips) group by l.id) as now
    where leg.id = now.id and leg.seated is distinct from now.seated::int;
  update cases_movement as trip set mission_ids = now.ids
    from (select t.id, array(select distinct m from cases_passenger as p
        join cases_case as c on c.id = p.case_id, unnest(c.mission_ids || c.mission_id) as m
        where p.movement_id = t.id order by m) as ids from unnest(trips) as t(id)) as now
    where trip.id = now.id and not trip.mission_ids @> now.ids;
  return null;
end $$;
create trigger keep_seats_of_new after insert on cases_passenger
  referencing new table as fresh for each statement execute function keep_movement_seats();
create trigger keep_seats after update on cases_passenger
  referencing new table as fresh for each statement execute function keep_movement_seats();
create function keep_leg_seats() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update cases_leg as leg set seated = (
      select count(*) from cases_passenger as p where p.movement_id = leg.movement_id
        and p.state = 'seated' and p.first_leg <= leg.number
        and (p.last_leg is null or p.last_leg >= leg.number))
    where leg.id = new.id;
  return null;
end $$;
create trigger keep_seats after insert on cases_leg for each row
  execute function keep_leg_seats();
create function keep_movement_missions() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  update cases_movement as trip
    set mission_ids = array(select distinct m
      from unnest(trip.mission_ids || new.mission_ids || new.mission_id) as m order by m)
    where trip.id in (select movement_id from cases_passenger where case_id = new.id)
      and not trip.mission_ids @> (new.mission_ids || new.mission_id);
  return null;
end $$;
create trigger keep_movement_missions after update on cases_case for each row
  when (old.mission_ids is distinct from new.mission_ids
    or old.mission_id is distinct from new.mission_id)
  execute function keep_movement_missions();
"""

DROPPED = """
drop trigger keep_movement_missions on cases_case;
drop function keep_movement_missions();
drop trigger keep_seats on cases_leg;
drop function keep_leg_seats();
drop trigger keep_seats on cases_passenger;
drop trigger keep_seats_of_new on cases_passenger;
drop function keep_movement_seats();
drop function take_movement_number(bigint, integer);
"""
"""`movement_in_sight` goes after the policies that ask it."""

RIGHTS = """
revoke all on cases_movementcounter from "{role}";
revoke all on function keep_movement_seats() from public;
revoke all on function keep_leg_seats() from public;
revoke all on function keep_movement_missions() from public;
revoke all on function take_movement_number(bigint, integer) from public;
grant execute on function take_movement_number(bigint, integer) to "{role}";
"""
