"""The one Django app."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Loads the declared operations once all models are known."""

    name = "cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cases.core import checks, registry  # noqa: PLC0415 - models must be loaded first

        registry.load()
        checks.register_checks()
