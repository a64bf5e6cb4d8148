"""SQL that empties the words of people who became nobody of ours.

A list names hundreds of whom nobody was registered; a report names somebody who was never found; at
a head count somebody was taken down who needed no case; an export says in words what it was for.
Nothing leads from a person of ours to these words, so no rule about people reaches them: they have
terms of their own. What was received, when and by whom stays; the words go.
"""

from cases.retention.forgotten_cases import FORGOTTEN
from cases.retention.forgotten_exports import EMPTIED

ROW = FORGOTTEN["cases_listrow"].statement
ENTRY = FORGOTTEN["cases_pileentry"].statement
REPORT = FORGOTTEN["cases_receivedreport"]
STRANGER = FORGOTTEN["cases_musterstranger"].statement
REPORT_KEPT = ", ".join(repr(name) for name in sorted(REPORT.kept))

OLD = """
create function old_words(of_subject text, before timestamptz, are_held boolean, most integer)
returns setof bigint
language sql stable security definer set search_path = public, pg_temp as $$
select id from (
  select line.id, exists (
      select from cases_pileentry as entry join cases_legalhold as hold
        on hold.citizen_id = any(records_of(coalesce(entry.citizen_id, entry.candidate_id)))
      where entry.row_id = line.id and hold.lifted_at is null) as is_held
  from cases_listrow as line join cases_receivedlist as list on list.id = line.received_id
  where of_subject = 'list_rows' and line.case_id is null and list.recorded_at < before
    and (line.cells <> '[]' or line.corrected <> '{}' or line.values <> '{}')
  union all
  select told.id, told.status in ('unopened', 'opened', 'taken')
  from cases_receivedreport as told
  where of_subject = 'reports' and told.text <> '—'
    and coalesce(told.closed_at, told.joined_at, told.recorded_at) < before
    and not exists (select from cases_reportlink as link
      where link.report_id = coalesce(told.same_as_id, told.id) and link.undone_at is null)
  union all
  select here.id, here.settled_at is null
  from cases_musterstranger as here
  where of_subject = 'strangers' and here.case_id is null and here.name <> '—'
    and coalesce(here.settled_at, here.received_at) < before
  union all
  select told.id, false
  from cases_export as told
  where of_subject = 'exports' and told.words <> '—' and told.ended_at < before
) as old
where app_kind() = 'system' and app_sees_all() and is_held = are_held limit most
$$;
"""
"""A row that means somebody under a legal hold is held back, as is a report, or a person at a head
count, that nobody has settled."""

EMPTY = f"""
create function empty_old_words(of_subject text, before timestamptz, most integer)
returns integer
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
  gone bigint[] := array(select old_words(of_subject, before, false, most));
begin
  if not exists (select from cases_retentionrun where finished_at is null
    and approved_at > now() + app_shift() - interval '30 days')
  then
    raise exception 'no report was approved'
      using errcode = 'check_violation', constraint = 'anonymise_not_asked';
  end if;
  perform set_config('app.forgets', '0', true);
  if of_subject = 'list_rows' then
    update cases_pileentry set {ENTRY} where row_id = any(gone);
    update cases_listrow set {ROW} where id = any(gone);
    update cases_listrow set state = 'left_out', reason = 'term_over' where id = any(gone);
  elsif of_subject = 'strangers' then
    update cases_musterstranger set {STRANGER} where id = any(gone);
  elsif of_subject = 'exports' then
    update cases_export set {EMPTIED} where id = any(gone);
  else
    update cases_receivedreport set {REPORT.statement} where id = any(gone);
    update cases_rowversion set old = (
        select coalesce(jsonb_object_agg(key, value), '{{}}') from jsonb_each(old)
        where key = any(array[{REPORT_KEPT}]))
      where table_name = 'cases_receivedreport' and row_id = any(gone);
    delete from cases_rowversion
      where table_name = 'cases_receivedreport' and row_id = any(gone) and old = '{{}}'
        and operation = current_setting('app.operation', true);
  end if;
  perform set_config('app.forgets', '', true);
  return cardinality(gone);
end $$;
"""  # noqa: S608 - our own names

RIGHTS = """
revoke all on function old_words(text, timestamptz, boolean, integer) from public;
revoke all on function empty_old_words(text, timestamptz, integer) from public;
grant execute on function old_words(text, timestamptz, boolean, integer) to "{role}";
grant execute on function empty_old_words(text, timestamptz, integer) to "{role}";
"""

FUNCTIONS = (OLD, EMPTY)
