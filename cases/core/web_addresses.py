"""Addresses of pages on the web: what is kept as one, and what a page links to."""

from typing import Final
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence, broken_rule

NO_ADDRESS: Final[Sentence] = _("An address begins with https:// or http://.")
of_a_page: Final = URLValidator(schemes=["http", "https"])


def check_address(url: str, field: str) -> None:
    """Raise the 422 of an address that is none of a page; nothing said is none."""
    if url != linked(url):
        raise broken_rule(NO_ADDRESS, "no_address", field)


def linked(url: str) -> str:
    """Return an address that a page may link to, else nothing: a script or a login is no page."""
    try:
        of_a_page(url)
    except ValidationError:
        return ""
    return "" if "@" in urlsplit(url).netloc else url
