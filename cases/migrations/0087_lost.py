"""A stay may say that it is not known where a person is, nor in which country.

The functions that read the ways are changed in place; a test compares them with the code.
"""

from django.db import migrations, models

CHANGES = (
    ("settle_way", "kind = 'at', country", "kind <> 'left', country"),
    (
        "figure_ways",
        "where out_of <> was_in\n",
        "where out_of <> was_in and '' not in (out_of, was_in)\n",
    ),
    (
        "figure_ways_of",
        "where out_of <> was_in\n",
        "where out_of <> was_in and '' not in (out_of, was_in)\n",
    ),
)
CHANGE = """
do $do$ declare said text := pg_get_functiondef('{name}'::regproc); begin
  if position($a${before}$a$ in said) = 0 then
    raise exception 'the function {name} is not the one to be changed';
  end if;
  execute replace(said, $a${before}$a$, $a${after}$a$);
end $do$;
"""


def changed(*, back: bool) -> str:
    return "".join(
        CHANGE.format(name=name, before=after if back else before, after=before if back else after)
        for name, before, after in CHANGES
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0086_position_lines"),
    ]

    operations = [
        migrations.AlterField(
            model_name="stay",
            name="kind",
            field=models.CharField(
                choices=[
                    ("at", "Is at a place"),
                    ("left", "Has left; next place not known"),
                    ("lost", "Not known where; nor in which country"),
                ],
                max_length=4,
            ),
        ),
        migrations.RemoveConstraint(model_name="stay", name="stay_at_has_country"),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "at"), models.Q(("country", ""), _negated=True)),
                    models.Q(
                        ("country", ""),
                        ("holder__isnull", True),
                        ("kind__in", ["left", "lost"]),
                        ("place__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="stay_at_has_country",
                violation_error_message="A stay needs a country; leaving names no place.",
            ),
        ),
        migrations.RunSQL(changed(back=False), changed(back=True)),
    ]
