"""The one Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    """Loads the declared operations once all models are known."""

    name = "cases"
    label = "cases"
    verbose_name = _("Consular register")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models import Field, ForeignKey  # noqa: PLC0415 - models must be loaded first

        from cases.core import checks, columns, jobs, registry  # noqa: PLC0415
        from cases.core.among import Among  # noqa: PLC0415

        for kind in (Field, ForeignKey):
            kind.register_lookup(Among)
        columns.name_columns()
        registry.load()
        jobs.load()
        checks.register_checks()
