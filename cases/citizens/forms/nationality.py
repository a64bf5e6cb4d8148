"""The nationality as somebody tells it, among the countries or in so many words not known."""

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.core.fields import Choice
from cases.places.choices import Country

NOT_KNOWN: Final = "unknown"
"""Sent by a page, so that nothing chosen is told from not known; a program leaves it out."""


class StatedNationality(Choice):
    """A country; what is left out, null or `NOT_KNOWN` is a nationality that is not known."""

    def __init__(self) -> None:
        super().__init__(
            Country,
            label=_("Nationality as stated"),
            help_text=_("“Not known” where nobody has said it; it is verified then."),
            required=False,
        )
        said = [("", _("— choose —")), (NOT_KNOWN, _("Not known"))]
        self.choices = [*said, *Country.choices]

    def read(self, value: Any) -> Any:
        """Take a country alone from a program, as the schema says."""
        if value == NOT_KNOWN:
            told = {"value": value}
            raise ValidationError(self.error_messages["invalid_choice"], "invalid_choice", told)
        return super().read(value)

    def clean(self, value: Any) -> str:
        """Return the country, blank where it is not known."""
        said = str(super().clean(value))
        return "" if said == NOT_KNOWN else said
