"""Rows that may be of a person of ours lie on a pile of their own."""

from django.db import migrations, models

LABELS = {
    "both": "On both",
    "conflict": "On both, but told differently",
    "perhaps": "Perhaps on both: to confirm",
    "theirs": "Only on theirs",
    "ours": "Only on ours",
    "joined": "Found in a row of the list",
}
KNOWN, SIDE = "pileentry_found_known", "pileentry_on_its_side"
BACK = """
alter table cases_pileentry disable trigger user;
update cases_pileentry set
  found = case found when 'perhaps' then 'theirs' else found end,
  pile = case pile when 'perhaps' then 'theirs' else pile end
where 'perhaps' in (found, pile);
alter table cases_pileentry enable trigger user;
"""


def constraints(known, unmatched):
    """Return the steps that put the two constraints anew."""
    side = models.Q(
        models.Q(
            ("citizen__isnull", False), ("pile__in", ("both", "conflict")), ("row__isnull", False)
        ),
        models.Q(("citizen__isnull", True), ("pile__in", unmatched), ("row__isnull", False)),
        models.Q(
            ("citizen__isnull", False), ("pile__in", ["ours", "joined"]), ("row__isnull", True)
        ),
        _connector="OR",
    )
    found = models.Q(("found__in", known))
    return [
        *(migrations.RemoveConstraint("pileentry", name) for name in (KNOWN, SIDE)),
        migrations.AddConstraint("pileentry", models.CheckConstraint(condition=found, name=KNOWN)),
        migrations.AddConstraint("pileentry", models.CheckConstraint(condition=side, name=SIDE)),
    ]


class Migration(migrations.Migration):
    dependencies = [("cases", "0163_first_contact_counts")]

    operations = [
        *(
            migrations.AlterField(
                "pileentry", name, models.CharField(choices=list(LABELS.items()), max_length=8)
            )
            for name in ("found", "pile")
        ),
        *constraints(list(LABELS), ["theirs", "perhaps"]),
        migrations.RunSQL(migrations.RunSQL.noop, BACK),
    ]
