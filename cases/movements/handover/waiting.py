"""What waits at a gate of home, in one sentence, and which lists nobody has signed."""

from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.movements.handover.queries import passed_on, still_here


def arrivals_words(actor: Actor) -> str:
    """Return how many have arrived here and how many are not handed over yet; empty for nobody."""
    here, on = still_here(actor), passed_on(actor)
    if not here + on:
        return ""
    words = _("%(all)d arrived here, %(here)d not handed over yet.")
    return words % {"all": here + on, "here": here}
