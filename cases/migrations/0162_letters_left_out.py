"""Which cases letters issued together left out, and by which rules.

The SQL is what `cases/core/walls_letters.py` and `cases/retention/schema.py` gave when it was
written; tests compare them. The function that forgets is changed in place.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GROUP = "(case restricted when '' then true when 'health' then (select app_sees('health')) when 'money' then (select app_sees('money')) when 'protection' then (select app_sees('protection')) else false end) and (select app_sees('file'))"
FORWARD = f"""
alter table cases_letterleftout enable row level security;
alter table cases_letterleftout force row level security;
create policy owner_all on cases_letterleftout to current_user using (true) with check (true);
create policy select_rows on cases_letterleftout for select using ({GROUP} and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id)));
create policy insert_rows on cases_letterleftout for insert with check ({GROUP} and ((select app_sees_all()) or (select true from cases_case as parent where parent.id = case_id and (parent.mission_id = (select app_sees_at()) or (select true from cases_share as share where share.case_id = parent.id and share.to_mission_id = (select app_sees_at()) and share.revoked_at is null and share.until > now() and cardinality(share.operations) > 0 limit 1) or is_arriving(parent.id)))));
"""
RIGHTS = """
revoke all on cases_letterleftout from "{role}";
grant select, insert on cases_letterleftout to "{role}";
"""
ADDED = (
    (
        "union all select 'cases_lettercontent:' || id from cases_lettercontent where case_id = any(of_cases)",
        "\n    union all select 'cases_letterleftout:' || id from cases_letterleftout where case_id = any(of_cases)",
    ),
    (
        "  update cases_lettercontent set text = '—', values = '{}', pdf = ''::bytea\n    where case_id = any(of_cases);",
        "\n  update cases_letterleftout set codes = '[]'\n    where case_id = any(of_cases);",
    ),
    (
        "('cases_lettercontent', array['case_id', 'id', 'letter_id', 'made_by', 'restricted']),",
        "\n      ('cases_letterleftout', array['batch_id', 'case_id', 'id', 'restricted']),",
    ),
)
"""What the function says of what letters say, and what is put behind that."""
CHANGE = """
do $do$ declare said text := pg_get_functiondef('anonymise_citizen'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function anonymise_citizen is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""


def forgotten(*, back: bool) -> str:
    """Return the SQL that lets the function know the table, or know it no more."""
    pairs = [(place, place + added) for place, added in ADDED]
    return "".join(
        CHANGE.format(before=new if back else old, after=old if back else new) for old, new in pairs
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0161_nationality_not_known")]

    operations = [
        migrations.CreateModel(
            name="LetterLeftOut",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "restricted",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("protection", "Protection"),
                            ("health", "Health"),
                            ("money", "Money"),
                        ],
                        max_length=12,
                    ),
                ),
                ("codes", models.JSONField(default=list)),
                (
                    "batch",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.letterbatch",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
            ],
            options={
                "verbose_name": "case left out of letters",
                "verbose_name_plural": "cases left out of letters",
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "case"), name="letterleftout_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("restricted__in", ["", "protection", "health", "money"])
                        ),
                        name="letterleftout_restricted_known",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, migrations.RunSQL.noop),
        migrations.RunSQL(forgotten(back=False), forgotten(back=True)),
        migrations.RunSQL(RIGHTS.format(role=settings.DATABASE_APP_ROLE), migrations.RunSQL.noop),
    ]
