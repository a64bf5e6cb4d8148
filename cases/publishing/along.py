"""From the figures of an incident to the same ones in a file."""

from datetime import datetime

from django.utils.translation import gettext as _

from cases.core.actor import Actor
from cases.core.taking_along import export_address, moment_asked
from cases.incidents.models import Incident


def links_along(
    actor: Actor, incident: Incident, as_of: datetime | None, known_at: datetime | None
) -> list[dict[str, str]]:
    """Return where these figures, and those of others, are asked for as a file."""
    here, zone = incident.code, incident.zone
    asks = {"as_of": moment_asked(as_of, zone), "known_at": moment_asked(known_at, zone)}
    links = [
        (_("Take our figures along"), export_address(actor, "totals", incident=here, **asks)),
        (_("Take reported figures along"), export_address(actor, "figures", incident=here)),
    ]
    return [{"label": label, "url": url} for label, url in links if url]
