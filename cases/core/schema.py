"""SQL functions of the core, created by the first migration.

The SECURITY DEFINER functions are a closed list, each with a pinned search path: the writers of
audit entries and row versions, the sealer of the record, the ledger chain, the reference counter;
in citizens what keeps search keys and finds people by them; in casework who sees whom, who
arrives, what changed for whom, the missions of a case, the answer to an offer and what it settles,
the latest wish of a person and the next attempt on the rows of cases; in publishing the totals of
an incident; in exports what one person took along; in retention what forgets a person.
"""

from cases.core.evidence.schema import FUNCTIONS as EVIDENCE

CONTEXT = """
create function app_kind() returns text
language plpgsql stable parallel safe cost 1 as
$$ begin return coalesce(current_setting('app.kind', true), ''); end $$;
create function app_staff() returns bigint
language plpgsql stable parallel safe cost 1 as
$$ begin return nullif(current_setting('app.staff', true), '')::bigint; end $$;
create function app_posting() returns bigint
language plpgsql stable parallel safe cost 1 as
$$ begin return nullif(current_setting('app.posting', true), '')::bigint; end $$;
create function app_mission() returns bigint language sql stable parallel safe as
$$ select coalesce(nullif(current_setting('app.mission', true), ''), '0')::bigint $$;
create function app_is_headquarters() returns boolean language sql stable parallel safe as
$$ select coalesce(current_setting('app.headquarters', true), '') = '1' $$;
create function app_sees(word text) returns boolean
language plpgsql stable parallel safe cost 1 as
$$ begin
  return word = any(string_to_array(coalesce(current_setting('app.sees', true), ''), ' '));
end $$;
create function app_sees_all() returns boolean
language plpgsql stable parallel safe cost 1 as
$$ begin return app_is_headquarters() and app_sees('people'); end $$;
create function app_sees_at() returns bigint
language plpgsql stable parallel safe cost 1 as
$$ begin return case when app_sees('people') then app_mission() else 0 end; end $$;
create function app_replay() returns timestamptz language sql stable parallel safe as
$$ select case when current_setting('app.kind', true) = 'system'
          then nullif(current_setting('app.replay', true), '')::timestamptz end $$;
create function app_shift() returns interval language sql stable parallel safe as
$$ select coalesce(nullif(current_setting('app.shift', true), '')::interval, interval '0') $$;
create function app_clock() returns timestamptz language sql volatile as
$$ select clock_timestamp() + app_shift() $$;
create function app_moment() returns timestamptz language sql volatile as
$$ select coalesce(nullif(current_setting('app.moment', true), '')::timestamptz,
                   app_replay(), app_clock()) $$;
"""
"""Policies ask the first eight in nearly every statement. Those in PL/pgSQL are called as they are;
of one in SQL the planner would parse the body again wherever it stands, in each statement: that
took half of the time of planning an UPDATE behind row security.
"""

LEDGER_MOMENT = """
create function ledger_moment(newest timestamptz) returns timestamptz
language plpgsql volatile as $$
declare
  moment timestamptz := coalesce(app_replay(), app_clock());
begin
  if app_replay() is not null then
    perform reopen_figures(moment);
  end if;
  if newest > moment then
    if app_replay() is not null then
      raise exception 'replay before the newest known moment %', newest
        using errcode = 'check_violation', constraint = 'ledger_moment_forwards';
    end if;
    moment := newest;
  end if;
  perform set_config('app.moment', moment::text, true);
  return moment;
end $$;
"""

AUDIT = """
create function write_audit(
  new_event text, new_operation text, new_outcome text, new_code text,
  new_case bigint, new_citizen bigint, new_subjects jsonb, new_fields jsonb
) returns bigint language sql volatile security definer set search_path = public, pg_temp as $$
  insert into cases_auditentry (at, replayed_at, event, operation, outcome, code, kind, staff_id,
    posting_id, mission_id, case_id, citizen_id, subjects, fields)
  values (clock_timestamp(),
    coalesce(app_replay(), case when app_shift() <> interval '0' then app_moment() end),
    new_event, new_operation, new_outcome, new_code,
    app_kind(), app_staff(), nullif(current_setting('app.posting', true), '')::bigint,
    nullif(app_mission(), 0), new_case, new_citizen, new_subjects, new_fields)
  returning id
$$;
"""

ROW_VERSION = """
create function keep_row_version() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  before jsonb := to_jsonb(old) - array['version', 'mission_ids', 'ledger_at', 'points', 'rows',
    'head_id', 'blocker_kind', 'blocker_procedure_id', 'blocker_condition', 'blocker_body',
    'blocker_authority_id', 'blocked_since', 'next_due_at', 'next_due_limit_id', 'return_wish',
    'blocked_from', 'last_contact_from', 'last_contact_at', 'next_attempt_at', 'outcome_in_doubt',
    'overlooked', 'written_at'] -
    case when tg_table_name = 'cases_case' then 'valid_until' else '' end;
  after jsonb := case when tg_op = 'DELETE' then '{}'::jsonb else to_jsonb(new) end;
  changed jsonb;
begin
  select jsonb_object_agg(key, value) into changed
  from jsonb_each(before) where after -> key is distinct from value;
  if changed is not null then
    insert into cases_rowversion (table_name, row_id, case_id, citizen_id, old, operation,
      staff_id, recorded_at)
    values (tg_table_name, (to_jsonb(old) ->> 'id')::bigint,
      (to_jsonb(old) ->> nullif(tg_argv[1], ''))::bigint,
      (to_jsonb(old) ->> nullif(tg_argv[0], ''))::bigint,
      changed, coalesce(current_setting('app.operation', true), ''), app_staff(), app_moment());
  end if;
  return null;
end $$;
"""

REFERENCES = """
create function take_references(mission bigint, in_year integer, how_many integer)
returns bigint language sql volatile security definer set search_path = public, pg_temp as $$
  insert into cases_referencecounter as counter (mission_id, year, last)
  select mission, in_year, how_many
  where mission = app_sees_at() and mission > 0 and how_many between 1 and 10000
  on conflict (mission_id, year) do update set last = counter.last + excluded.last
  returning last - how_many + 1
$$;
"""

CHAIN = """
create function check_stage_chain() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  place record;
  broken integer;
  final record;
begin
  select * into place from cases_case where id = new.case_id for no key update;
  select count(*) into broken from (
    select kind, occurred_at, from_stage, from_mission_id, from_held, from_outcome,
      row_number() over way as nth,
      lag(to_stage) over way as was_stage, lag(to_mission_id) over way as was_mission,
      lag(to_held) over way as was_held, lag(to_outcome) over way as was_outcome
    from cases_transition where case_id = new.case_id and voided_at is null
    window way as (order by occurred_at, number)
  ) as chain
  where (nth = 1) <> (kind = 'open')
    or (nth > 1 and (from_stage, from_mission_id, from_held, from_outcome)
        is distinct from (was_stage, was_mission, was_held, was_outcome));
  if broken > 0 then
    raise exception 'the ledger of case % does not chain', new.case_id
      using errcode = 'check_violation', constraint = 'transition_chain';
  end if;
  select to_stage, to_mission_id, to_held, to_outcome into final
  from cases_transition where case_id = new.case_id and voided_at is null
  order by occurred_at desc, number desc limit 1;
  if not found then
    if place.stage <> '' then
      raise exception 'case % has a position but no ledger', new.case_id
        using errcode = 'check_violation', constraint = 'transition_position';
    end if;
  elsif (place.stage, place.mission_id, place.held, place.outcome)
      is distinct from (final.to_stage, final.to_mission_id, final.to_held, final.to_outcome) then
    raise exception 'case % is not where its ledger ends', new.case_id
      using errcode = 'check_violation', constraint = 'transition_position';
  end if;
  return null;
end $$;
create constraint trigger stage_chain after insert or update on cases_transition
deferrable initially deferred for each row execute function check_stage_chain();
"""

FORGETS = """
create function app_forgets(owned regclass) returns boolean language sql stable as $$
  select coalesce(current_setting('app.forgets', true), '') <> ''
    and current_user = (select pg_get_userbyid(relowner) from pg_class where oid = owned)
$$;
"""
"""Whether the running statement is one of the function that forgets a person, which runs as the
owner of the tables and says so: only then may words be taken out of facts and of the record.
"""

APPEND_ONLY = """
create function refuse_edit_of_fact() returns trigger language plpgsql as $$
declare
  kept text[] := array['voided_at', 'void_reason'];
  words text[] := array['void_reason', 'source_detail', 'reason', 'note'];
begin
  if tg_op = 'DELETE' then
    raise exception 'facts are voided, never deleted'
      using errcode = 'check_violation', constraint = 'fact_never_deleted';
  end if;
  if app_forgets(tg_relid) and (to_jsonb(old) - words) = (to_jsonb(new) - words) then
    return new;
  end if;
  if old.voided_at is not null or (to_jsonb(old) - kept) <> (to_jsonb(new) - kept) then
    raise exception 'facts are voided and appended again, never edited'
      using errcode = 'check_violation', constraint = 'fact_never_edited';
  end if;
  return new;
end $$;
create trigger append_only before update or delete on cases_transition
for each row execute function refuse_edit_of_fact();
create trigger append_only before update or delete on cases_crossing
for each row execute function refuse_edit_of_fact();
create trigger append_only before update or delete on cases_stay
for each row execute function refuse_edit_of_fact();
"""

ALL_FUNCTIONS = (
    CONTEXT,
    LEDGER_MOMENT,
    AUDIT,
    ROW_VERSION,
    REFERENCES,
    CHAIN,
    FORGETS,
    APPEND_ONLY,
    *EVIDENCE,
)
