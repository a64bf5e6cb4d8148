"""How an entry or a file of a set stands to what is in force, and how far a load has come."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Change(TextChoices):
    """What a load would do with it; nothing is ever taken out."""

    NEW = "new", pgettext_lazy("entry of a set", "New")
    CHANGED = "changed", pgettext_lazy("entry of a set", "Changed")
    ONLY_HERE = "only_here", _("Only here: it stays")


class LoadState(TextChoices):
    """How far the load of a set has come."""

    SHOWN = "shown", _("Compared, not proposed")
    WAITING = "waiting", _("Waits for a second person")
    LOADING = "loading", _("Being loaded")
    LOADED = "loaded", _("Loaded")
    STOPPED = "stopped", _("Stopped")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    EXPIRED = "expired", _("Expired")


class LoadStop(TextChoices):
    """Why a load that was confirmed changed nothing."""

    DIFFERS = "differs", _("What would change was not what had been shown any more.")
    FAULTY = "faulty", _("Some of its entries were refused.")
    OUTDATED = "outdated", _("Other files were loaded, and this server has not started again.")
    POSTING_ENDED = "posting_ended", _("The posting of whoever confirmed it has ended.")
    LOST = "lost", _("The files that were kept could not be read.")
    TOO_LONG = "too_long", _("Writing it took too long. Bring the set in several parts.")
    GIVEN_UP = "given_up", _("A fault of the system kept it from being written, again and again.")


END_BY_TIME = frozenset({LoadState.SHOWN, LoadState.WAITING})
