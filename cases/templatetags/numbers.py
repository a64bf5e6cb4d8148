"""Numbers as staff read them: thousands grouped as in the reader's language."""

from typing import Any

from django import template
from django.utils.formats import number_format

register = template.Library()


@register.filter
def grouped(value: Any) -> Any:
    """Print a whole number: 15000 as "15,000" in English, "15.000" in Vietnamese."""
    return number_format(value, force_grouping=True) if isinstance(value, int) else value
