"""Published versions of playbooks never change; former values of all five tables are kept."""

import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.db import migrations, models

FROZEN = """
create function playbook_frozen() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.status = 'draft' then
      return old;
    end if;
  elsif old.status = 'draft' or (
    (old.code, old.number, old.title, old.title_vi, old.title_fr, old.countries,
      old.incident_codes, old.content, old.published_at)
    is not distinct from
    (new.code, new.number, new.title, new.title_vi, new.title_fr, new.countries,
      new.incident_codes, new.content, new.published_at)
    and (new.status = old.status or (old.status = 'published' and new.status = 'retired'))
  ) then
    return new;
  end if;
  raise exception 'a published playbook is frozen'
    using errcode = 'check_violation', constraint = 'playbook_frozen';
end $$;
create trigger playbook_frozen before update or delete on cases_playbook
  for each row execute function playbook_frozen();

create function playbook_part_frozen() returns trigger language plpgsql as $$
declare
  of_playbook bigint;
  its_status text;
begin
  foreach of_playbook in array array[
    case when tg_op <> 'INSERT' then old.playbook_id end,
    case when tg_op <> 'DELETE' then new.playbook_id end]
  loop
    select status into its_status from cases_playbook where id = of_playbook for share;
    if its_status <> 'draft' then
      raise exception 'a published playbook is frozen'
        using errcode = 'check_violation', constraint = 'playbook_frozen';
    end if;
  end loop;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger playbook_part_frozen before insert or update or delete on cases_playbookstep
  for each row execute function playbook_part_frozen();
create trigger playbook_part_frozen before insert or update or delete on cases_playbookgate
  for each row execute function playbook_part_frozen();
"""
THAWED = """
drop trigger playbook_part_frozen on cases_playbookgate;
drop trigger playbook_part_frozen on cases_playbookstep;
drop function playbook_part_frozen();
drop trigger playbook_frozen on cases_playbook;
drop function playbook_frozen();
"""
KEPT = """
create trigger keep_version after update or delete on cases_procedure for each row execute function keep_row_version('', '');
create trigger keep_version after update or delete on cases_limit for each row execute function keep_row_version('', '');
create trigger keep_version after update or delete on cases_playbook for each row execute function keep_row_version('', '');
create trigger keep_version after update or delete on cases_playbookstep for each row execute function keep_row_version('', '');
create trigger keep_version after update or delete on cases_playbookgate for each row execute function keep_row_version('', '');
"""
UNKEPT = """
drop trigger keep_version on cases_procedure;
drop trigger keep_version on cases_limit;
drop trigger keep_version on cases_playbook;
drop trigger keep_version on cases_playbookstep;
drop trigger keep_version on cases_playbookgate;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_step_walls"),
    ]

    operations = [
        migrations.AddField(
            model_name="limit",
            name="reference",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Case(
                    models.When(then=models.F("code"), valid_from__isnull=True),
                    default=django.db.models.functions.text.Concat(
                        models.F("code"),
                        models.Value("."),
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.functions.datetime.ExtractYear("valid_from"),
                                    "*",
                                    models.Value(10000),
                                ),
                                "+",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.functions.datetime.ExtractMonth("valid_from"),
                                    "*",
                                    models.Value(100),
                                ),
                            ),
                            "+",
                            django.db.models.functions.datetime.ExtractDay("valid_from"),
                        ),
                        output_field=models.CharField(),
                    ),
                ),
                output_field=models.CharField(max_length=80),
                unique=True,
            ),
        ),
        migrations.AddField(
            model_name="playbook",
            name="reference",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.text.Concat(
                    models.F("code"),
                    models.Value("."),
                    models.F("number"),
                    output_field=models.CharField(),
                ),
                output_field=models.CharField(max_length=70),
                unique=True,
            ),
        ),
        migrations.AddField(
            model_name="playbook",
            name="retire_reason",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddConstraint(
            model_name="playbook",
            constraint=models.CheckConstraint(
                condition=models.Q(("status", "retired"), ("retire_reason", ""), _connector="XOR"),
                name="playbook_retired_why",
                violation_error_message="Say why the playbook is retired.",
            ),
        ),
        migrations.RunSQL(FROZEN, THAWED),
        migrations.RunSQL(KEPT, UNKEPT),
    ]
