"""Loads of a configuration on the dashboard: which were confirmed and changed nothing."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cases.configuration.models import READ, ConfigurationLoad
from cases.core.actor import Actor
from cases.overview.dashboard.parts import Line, length, on_dashboard, table


@on_dashboard("jobs")
def loads(actor: Actor, now: datetime) -> Iterator[Line]:
    """Yield how many loads were stopped lately, to whoever reads how this is set up."""
    if not actor.may(READ):
        return
    stopped = ConfigurationLoad.objects.visible_to(actor).stopped_lately(now)
    url = table("configurationload", trouble="stopped")
    yield Line(_("Loads of a configuration stopped, last 7 days"), length(stopped), url, "wait")
