"""Words as pages print them: numbers of cases on one line, texts with the language they are in."""

import re
from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cases.core.text import language_of as language_of_text

register = template.Library()
NUMBER = re.compile(r"<[^>]*>|\b[A-Z]{2,5}-[0-9]{4}-[0-9]{3,7}\b", re.ASCII)
"""Or a tag, in which an address names a case: it stays as it is."""


@register.filter
def unbroken(text: Any) -> Any:
    """Print a sentence with the numbers of cases in it kept whole: a hyphen would break them."""
    if not text or "-" not in str(text):
        return text
    safe = conditional_escape(text)
    return mark_safe(NUMBER.sub(whole, safe))  # noqa: S308 - escaped, and the pattern has no markup


def whole(found: re.Match[str]) -> SafeString:
    """Return the number of a case in an element that is not broken; a tag as it is."""
    if found[0].startswith("<"):
        return mark_safe(found[0])  # noqa: S308 - a tag of a text that was escaped or made by us
    return mark_safe(f'<span class="unbroken">{found[0]}</span>')  # noqa: S308 - letters and digits


@register.filter
def as_source(text: Any) -> str:
    """Return a source of a file of reference data; that it is a secondary one in any language."""
    return str(text).replace("secondary source", _("secondary source"))


@register.filter
def language_of(text: Any) -> str:
    """Return the code of the language that a text of staff is written in, as far as it shows."""
    return language_of_text(str(text))
