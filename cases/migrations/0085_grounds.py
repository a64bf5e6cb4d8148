"""What is not confirmed may say what is missing; what is confirmed names article, date and source.

Entries that were confirmed without these are not any more.
"""

from django.db import migrations, models
from django.db.models import Q

MISSING = ["law", "article", "sentence", "term", "validity"]
CHOICES = [
    ("law", "No law was found that says so"),
    ("article", "The article is not known"),
    ("sentence", "The sentence of the article was not read"),
    ("term", "The term itself was not found"),
    ("validity", "Whether it still holds after a change of the law was not read"),
]
ARTICLE = r"(art\.|s\.|Điều) ?[0-9]"
NOTED = """
update cases_limit set verified = false
  where verified and is_legal
    and (legal_basis !~ '(art\\.|s\\.|Điều) ?[0-9]' or valid_from is null or source = '');
update cases_procedure set verified = false
  where verified and legal_basis <> '' and legal_basis !~ '(art\\.|s\\.|Điều) ?[0-9]';
update cases_legalbasis set verified = false where verified;
"""
KINDS = [
    ("inform", "To be told what is done with the data"),
    ("copy", "A copy of what is held"),
    ("correction", "Correction"),
    ("deletion", "Deletion"),
    ("restriction", "Restriction of processing"),
    ("objection", "Objection to processing"),
    ("consent", "Withdrawal of consent"),
    ("processor", "End of processing by others on our behalf"),
]


def missing() -> models.CharField:
    """Return the column of what is missing."""
    return models.CharField(blank=True, choices=CHOICES, max_length=10, default="")


def said(name: str) -> models.CheckConstraint:
    """Return the rule that what is confirmed misses nothing."""
    return models.CheckConstraint(
        condition=Q(missing="") | Q(verified=False, missing__in=MISSING),
        name=f"{name}_missing_said",
        violation_error_message="What is confirmed misses nothing. Leave this empty.",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0084_clocks_forgotten"),
    ]

    operations = [
        migrations.AddField("limit", "missing", missing(), preserve_default=False),
        migrations.AddField("procedure", "missing", missing(), preserve_default=False),
        migrations.AddField("legalbasis", "missing", missing(), preserve_default=False),
        migrations.AddField("legalbasis", "in_force_on", models.DateField(blank=True, null=True)),
        migrations.RunSQL(NOTED, migrations.RunSQL.noop),
        migrations.AddConstraint("limit", said("limit")),
        migrations.AddConstraint("procedure", said("procedure")),
        migrations.AddConstraint("legalbasis", said("legalbasis")),
        migrations.AddConstraint(
            "limit",
            models.CheckConstraint(
                condition=Q(verified=False)
                | Q(is_legal=False)
                | Q(~Q(source=""), legal_basis__regex=ARTICLE, valid_from__isnull=False),
                name="limit_verified_says_where",
                violation_error_message=(
                    "A limit that is confirmed names its article, its first day and its source."
                ),
            ),
        ),
        migrations.AddConstraint(
            "legalbasis",
            models.CheckConstraint(
                condition=Q(verified=False)
                | Q(~Q(source=""), law__regex=ARTICLE, in_force_on__isnull=False),
                name="legalbasis_verified_says_where",
                violation_error_message=(
                    "A basis that is confirmed names its article, its date and its source."
                ),
            ),
        ),
        migrations.RemoveConstraint("rightsrequest", "rightsrequest_kind_known"),
        migrations.AlterField(
            "rightsrequest", "kind", models.CharField(choices=KINDS, max_length=12)
        ),
        migrations.AddConstraint(
            "rightsrequest",
            models.CheckConstraint(
                condition=Q(kind__in=[kind for kind, _label in KINDS]),
                name="rightsrequest_kind_known",
            ),
        ),
    ]
