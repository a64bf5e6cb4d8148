"""How an entry or a file of a set stands to what is in force."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Change(TextChoices):
    """What a load would do with it; nothing is ever taken out."""

    NEW = "new", pgettext_lazy("entry of a set", "New")
    CHANGED = "changed", pgettext_lazy("entry of a set", "Changed")
    ONLY_HERE = "only_here", _("Only here: it stays")
