"""The day of the demonstration, told on every page; elsewhere nothing is told."""

from django import template
from django.conf import settings
from django.db import OperationalError
from django.utils import timezone
from django.utils.translation import gettext

from cases.core import present
from cases.templatetags.moments import day_words

register = template.Library()


@register.simple_tag
def demonstration_day() -> str:
    """Return the sentence of a demonstration whose days are not those of the calendar."""
    try:
        is_shifted = bool(settings.PRESENT_SHIFT) and present.shift() != present.NO_SHIFT
    except OperationalError:
        return ""  # The page that says so is shown without a database.
    if not is_shifted:
        return ""
    today = timezone.localtime(present.now()).date()
    return gettext("Demonstration with invented people. Today is %(day)s here.") % {
        "day": day_words(today)
    }
