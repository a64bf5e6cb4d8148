"""Reads of loads."""

from typing import Final

from django.db.models import Q

from cases.configuration.choices import LoadState
from cases.configuration.models import ConfigurationLoad, ConfigurationLoadQuerySet
from cases.core.actor import Actor

SHOWN: Final = 50


def listed(actor: Actor) -> tuple[list[ConfigurationLoad], bool]:
    """Return the newest loads, what waits for a decision first; whether more are."""
    seen: ConfigurationLoadQuerySet = ConfigurationLoad.objects.visible_to(actor)
    rows = seen.select_related("brought_by", "decided_by").defer("difference", "problems")
    first = list(rows.filter(state=LoadState.WAITING)[:SHOWN])
    rest = list(rows.filter(~Q(state=LoadState.WAITING))[: SHOWN + 1])
    return [*first, *rest[:SHOWN]], len(rest) > SHOWN
