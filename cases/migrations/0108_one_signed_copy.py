"""One signed copy of letters that were issued together: who reads it, and versions of batches.

The SQL is what `cases/core/walls.py` and `cases/retention/schema.py` gave when it was written;
tests compare them.
"""

import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models

FORWARD = """
drop policy select_rows on cases_attachedfile;
drop policy insert_rows on cases_attachedfile;
create policy select_rows on cases_attachedfile for select using ((case restricted when '' then true when 'health' then (select app_sees('health')) when 'money' then (select app_sees('money')) when 'protection' then (select app_sees('protection')) else false end or (named_cases is null and ((select app_sees('unseal')) and (select true from cases_unsealing as opened where opened.posting_id = (select app_posting()) and opened.case_id = cases_attachedfile.case_id and opened.restricted = cases_attachedfile.restricted and opened.until > now() limit 1)))) and (named_cases is null or (select count(*) from cases_case as named where named.id = any(named_cases)) = cardinality(named_cases)) and (select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_attachedfile for insert with check ((case restricted when '' then true when 'health' then (select app_sees('health')) when 'money' then (select app_sees('money')) when 'protection' then (select app_sees('protection')) else false end) and (named_cases is null or (select count(*) from cases_case as named where named.id = any(named_cases)) = cardinality(named_cases)) and (select true from cases_attachment as parent where parent.id = attachment_id and parent.case_id = cases_attachedfile.case_id and parent.restricted = cases_attachedfile.restricted and parent.names_others = (cases_attachedfile.named_cases is not null)) and (select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
create policy update_rows on cases_letterbatch for update using ((select app_sees('file')) and ((select app_sees_all()) or mission_id = (select app_sees_at()))) with check ((select app_sees('file')) and ((select app_sees_all()) or mission_id = (select app_sees_at())));
"""
BACKWARD = """
drop policy update_rows on cases_letterbatch;
drop policy select_rows on cases_attachedfile;
drop policy insert_rows on cases_attachedfile;
create policy select_rows on cases_attachedfile for select using ((case restricted when '' then true when 'health' then (select app_sees('health')) when 'money' then (select app_sees('money')) when 'protection' then (select app_sees('protection')) else false end or ((select app_sees('unseal')) and (select true from cases_unsealing as opened where opened.posting_id = (select app_posting()) and opened.case_id = cases_attachedfile.case_id and opened.restricted = cases_attachedfile.restricted and opened.until > now() limit 1))) and (select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_attachedfile for insert with check ((case restricted when '' then true when 'health' then (select app_sees('health')) when 'money' then (select app_sees('money')) when 'protection' then (select app_sees('protection')) else false end) and (select true from cases_attachment as parent where parent.id = attachment_id and parent.case_id = cases_attachedfile.case_id and parent.restricted = cases_attachedfile.restricted) and (select app_sees('file')) and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
"""
GRANT = 'grant update (version) on cases_letterbatch to "{role}"'
CHANGES = (
    (
        "'mission_id', 'purpose', 'recorded_at'",
        "'mission_id', 'names_others', 'purpose', 'recorded_at'",
    ),
    (
        "'kind', 'recorded_at', 'restricted'",
        "'kind', 'named_cases', 'recorded_at', 'restricted'",
    ),
)
CHANGE = """
do $do$ declare said text := pg_get_functiondef('anonymise_citizen'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function anonymise_citizen is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""


def changed(*, back: bool) -> str:
    return "".join(
        CHANGE.format(before=after if back else before, after=before if back else after)
        for before, after in CHANGES
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0107_open_cases_read_anew"),
    ]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="names_others",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="attachedfile",
            name="named_cases",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(),
                blank=True,
                editable=False,
                null=True,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="letterbatch",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
        migrations.RunSQL(
            GRANT.format(role=settings.DATABASE_APP_ROLE),
            f'revoke update (version) on cases_letterbatch from "{settings.DATABASE_APP_ROLE}"',
        ),
        migrations.RunSQL(changed(back=False), changed(back=True)),
    ]
