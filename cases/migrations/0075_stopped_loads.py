"""Two more reasons why a load of a configuration was stopped."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0074_renewed_sights"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="configurationload",
            name="configurationload_stop_known",
        ),
        migrations.AlterField(
            model_name="configurationload",
            name="stopped_because",
            field=models.CharField(
                blank=True,
                choices=[
                    ("differs", "What would change was not what had been shown any more."),
                    ("faulty", "Some of its entries were refused."),
                    ("outdated", "Other files were loaded, and this server has not started again."),
                    ("posting_ended", "The posting of whoever confirmed it has ended."),
                    ("lost", "The files that were kept could not be read."),
                    ("too_long", "Writing it took too long. Bring the set in several parts."),
                    (
                        "given_up",
                        "A fault of the system kept it from being written, again and again.",
                    ),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="configurationload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "stopped_because__in",
                        [
                            "",
                            "differs",
                            "faulty",
                            "outdated",
                            "posting_ended",
                            "lost",
                            "too_long",
                            "given_up",
                        ],
                    )
                ),
                name="configurationload_stop_known",
            ),
        ),
    ]
