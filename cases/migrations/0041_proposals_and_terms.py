"""A proposed link can be withdrawn; words about people who became nobody of ours have a term.

The SQL is what `cases/retention/strangers.py` gave when it was written; tests compare them.
"""

from django.conf import settings
from django.db import migrations, models

FORWARD = r"""
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
) as old
where app_kind() = 'system' and app_sees_all() and is_held = are_held limit most
$$;

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
    update cases_pileentry set reasons = '[]', differences = '[]', changes = '[]', done = '[]', because = '' where row_id = any(gone);
    update cases_listrow set cells = '[]', corrected = '{}', values = '{}', problems = '[]', reason = '', apart = '[]', because = '' where id = any(gone);
    update cases_listrow set state = 'left_out', reason = 'term_over' where id = any(gone);
  else
    update cases_receivedreport set text = '—', people = '', subject = '', sender_name = '', sender_phone = '', sender_email = '', find_text = '', text_key = '', phone_key = '', email_key = '', close_note = '', return_reason = '' where id = any(gone);
    update cases_rowversion set old = (
        select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(old)
        where key = any(array['at_headquarters', 'channel', 'close_reason', 'closed_at', 'closed_by_id', 'id', 'incident_id', 'joined_at', 'joined_by_id', 'mission_id', 'opened_at', 'opened_by_id', 'received_at', 'received_from', 'recorded_at', 'recorded_by_id', 'returned_at', 'same_as_id', 'sender', 'sender_relation', 'status', 'taken_at', 'taken_by_id', 'uuid', 'version']))
      where table_name = 'cases_receivedreport' and row_id = any(gone);
    delete from cases_rowversion
      where table_name = 'cases_receivedreport' and row_id = any(gone) and old = '{}'
        and operation = current_setting('app.operation', true);
  end if;
  perform set_config('app.forgets', '', true);
  return cardinality(gone);
end $$;
"""
RIGHTS = """
revoke all on function old_words(text, timestamptz, boolean, integer) from public;
revoke all on function empty_old_words(text, timestamptz, integer) from public;
grant execute on function old_words(text, timestamptz, boolean, integer) to "{role}";
grant execute on function empty_old_words(text, timestamptz, integer) to "{role}";
"""
BACKWARD = """
drop function empty_old_words(text, timestamptz, integer);
drop function old_words(text, timestamptz, boolean, integer);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0040_reconciliation"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="sameperson",
            name="sameperson_status_fits",
        ),
        migrations.AlterField(
            model_name="sameperson",
            name="status",
            field=models.CharField(
                choices=[
                    ("proposed", "Waits for another person"),
                    ("standing", "Linked"),
                    ("rejected", "Rejected: two people"),
                    ("withdrawn", "Withdrawn by who proposed it"),
                    ("undone", "Undone"),
                ],
                default="proposed",
                max_length=9,
            ),
        ),
        migrations.AddConstraint(
            model_name="sameperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("recorded_at", None),
                        ("rejected_at", None),
                        ("status", "proposed"),
                        ("undone_at", None),
                    ),
                    models.Q(
                        ("recorded_at", None),
                        ("rejected_at__isnull", False),
                        ("status", "rejected"),
                        ("undone_at", None),
                    ),
                    models.Q(
                        ("recorded_at", None),
                        ("rejected_at", None),
                        ("status", "withdrawn"),
                        ("undone_at__isnull", False),
                    ),
                    models.Q(
                        ("recorded_at__isnull", False),
                        ("rejected_at", None),
                        ("status", "standing"),
                        ("undone_at", None),
                    ),
                    models.Q(
                        ("recorded_at__isnull", False),
                        ("rejected_at", None),
                        ("status", "undone"),
                        ("undone_at__gte", models.F("recorded_at")),
                    ),
                    _connector="OR",
                ),
                name="sameperson_status_fits",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
