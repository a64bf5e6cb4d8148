"""The way from what a page shows to the same rows in a file."""

from datetime import datetime, time
from typing import Final
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.urls import reverse

from cases.core.actor import Actor

TAKES: Final = "export.take"


def export_address(actor: Actor, kind: str, **asks: str) -> str:
    """Return where rows of a kind are asked for as a file; nothing for who takes none along."""
    if not actor.may(TAKES):
        return ""
    said = {name: value for name, value in asks.items() if value}
    return f"{reverse('ask_export')}?{urlencode({'kind': kind, **said})}"


def moment_asked(moment: datetime | None, zone: str) -> str:
    """Return a moment as an address carries it: the day where its end is meant; nothing for now."""
    if moment is None:
        return ""
    local = moment.astimezone(ZoneInfo(zone))
    is_day = local.time() == time.max
    return local.date().isoformat() if is_day else local.isoformat(timespec="minutes")
