"""The day of the demonstration, told on every page; elsewhere nothing is told."""

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext

from cases.core import present
from cases.templatetags.moments import day_words

register = template.Library()


@register.simple_tag
def demonstration_day() -> str:
    """Return the sentence of a demonstration whose days are not those of the calendar."""
    if not settings.PRESENT_SHIFT or present.shift() == present.NO_SHIFT:
        return ""
    today = timezone.localtime(present.now()).date()
    return gettext("Demonstration with invented people. Today is %(day)s here.") % {
        "day": day_words(today)
    }
