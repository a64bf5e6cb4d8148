"""Seal what restricted steps said so far: results, notes, questions, answers, grounds.

Days and moments of results stay open. Former values of these texts are sealed too. Row versions of
the move itself are not kept: they would repeat what is taken away.
"""

from django.db import migrations

WITHOUT_VERSIONS = """
alter table cases_step disable trigger keep_version;
alter table cases_inquiry disable trigger keep_version;
alter table cases_stepresult disable trigger keep_version;
"""
WITH_VERSIONS = """
set constraints all immediate;
set constraints all deferred;
alter table cases_step enable trigger keep_version;
alter table cases_inquiry enable trigger keep_version;
alter table cases_stepresult enable trigger keep_version;
"""

SEAL = """
create temporary table seal on commit drop as
with dated as (
  select p.id, coalesce(array_agg(f ->> 'name') filter (where f ->> 'kind' in ('day', 'moment')),
    '{}') as names
  from cases_procedure as p
  left join lateral jsonb_array_elements(p.result_fields) as f on true group by p.id
), said as (
  select 'result' as part, r.id as row_id, r.case_id, r.step_id, r.restricted,
    jsonb_strip_nulls(jsonb_build_object('values', nullif(r.values - dated.names, '{}'),
      'note', nullif(r.note, ''))) as content,
    r.values - array(select key from jsonb_object_keys(r.values) as key
      where key <> all(dated.names)) as kept,
    r.recorded_at, r.recorded_by_id
  from cases_stepresult as r join cases_step as s on s.id = r.step_id
  join dated on dated.id = s.procedure_id
  where r.restricted <> ''
  union all
  select 'question', q.id, q.case_id, q.step_id, p.restricted,
    jsonb_build_object('question', q.question), null, q.recorded_at, q.asked_by_id
  from cases_inquiry as q join cases_step as s on s.id = q.step_id
  join cases_procedure as p on p.id = s.procedure_id
  where p.restricted <> '' and q.question <> ''
  union all
  select 'answer', q.id, q.case_id, q.step_id, p.restricted,
    jsonb_build_object('answer', q.answer), null,
    coalesce(q.answer_recorded_at, q.recorded_at), null
  from cases_inquiry as q join cases_step as s on s.id = q.step_id
  join cases_procedure as p on p.id = s.procedure_id
  where p.restricted <> '' and q.answer <> ''
  union all
  select 'grounds', s.id, s.case_id, s.id, p.restricted,
    jsonb_build_object('grounds', s.grounds), null, s.recorded_at, null
  from cases_step as s join cases_procedure as p on p.id = s.procedure_id
  where p.restricted <> '' and s.grounds <> ''
  union all
  select 'former_' || key, v.id, s.case_id, s.id, p.restricted,
    jsonb_build_object(key, v.old -> key), null, v.recorded_at, v.staff_id
  from cases_rowversion as v cross join unnest(array['grounds', 'question', 'answer']) as key
  left join cases_inquiry as q on v.table_name = 'cases_inquiry' and q.id = v.row_id
  join cases_step as s on s.id = case v.table_name when 'cases_step' then v.row_id
    else q.step_id end
  join cases_procedure as p on p.id = s.procedure_id
  where v.table_name in ('cases_step', 'cases_inquiry') and p.restricted <> ''
    and coalesce(v.old ->> key, '') <> ''
)
select gen_random_uuid() as uuid, said.* from said where content <> '{}';

insert into cases_sealedpart (uuid, case_id, step_id, restricted, content, recorded_at,
  recorded_by_id)
select uuid, case_id, step_id, restricted, content, recorded_at, recorded_by_id from seal;

update cases_stepresult as r set sealed_id = made.id, values = seal.kept, note = ''
from seal join cases_sealedpart as made on made.uuid = seal.uuid
where seal.part = 'result' and r.id = seal.row_id;
update cases_inquiry as q set sealed_question_id = made.id, question = ''
from seal join cases_sealedpart as made on made.uuid = seal.uuid
where seal.part = 'question' and q.id = seal.row_id;
update cases_inquiry as q set sealed_answer_id = made.id, answer = ''
from seal join cases_sealedpart as made on made.uuid = seal.uuid
where seal.part = 'answer' and q.id = seal.row_id;
update cases_step as s set sealed_grounds_id = made.id, grounds = ''
from seal join cases_sealedpart as made on made.uuid = seal.uuid
where seal.part = 'grounds' and s.id = seal.row_id;
update cases_rowversion as v set old = (v.old - changed.keys) || changed.instead
from (
  select seal.row_id, array_agg(substr(seal.part, 8)) as keys,
    jsonb_object_agg('sealed_' || substr(seal.part, 8) || '_id', made.id) as instead
  from seal join cases_sealedpart as made on made.uuid = seal.uuid
  where seal.part like 'former\\_%' group by seal.row_id
) as changed
where v.id = changed.row_id;
"""

OPEN = """
update cases_stepresult as r set
  values = r.values || coalesce(part.content -> 'values', '{}'),
  note = coalesce(part.content ->> 'note', ''), sealed_id = null
from cases_sealedpart as part where part.id = r.sealed_id;
update cases_inquiry as q set question = part.content ->> 'question', sealed_question_id = null
from cases_sealedpart as part where part.id = q.sealed_question_id;
update cases_inquiry as q set answer = part.content ->> 'answer', sealed_answer_id = null
from cases_sealedpart as part where part.id = q.sealed_answer_id;
update cases_step as s set grounds = part.content ->> 'grounds', sealed_grounds_id = null
from cases_sealedpart as part where part.id = s.sealed_grounds_id;
update cases_rowversion as v set old = (v.old - key) || part.content
from unnest(array['sealed_grounds_id', 'sealed_question_id', 'sealed_answer_id']) as key,
  cases_sealedpart as part
where v.table_name in ('cases_step', 'cases_inquiry') and part.id = (v.old ->> key)::bigint;
update cases_rowversion as v
set old = v.old - array['sealed_grounds_id', 'sealed_question_id', 'sealed_answer_id', 'sealed_id']
where v.table_name in ('cases_step', 'cases_inquiry', 'cases_stepresult');
set constraints all immediate;
set constraints all deferred;
delete from cases_sealedpart;
"""


class Migration(migrations.Migration):
    dependencies = (("cases", "0021_sealed"),)
    operations = (
        migrations.RunSQL(WITHOUT_VERSIONS, WITH_VERSIONS),
        migrations.RunSQL(SEAL, OPEN),
        migrations.RunSQL(WITH_VERSIONS, WITHOUT_VERSIONS),
    )
