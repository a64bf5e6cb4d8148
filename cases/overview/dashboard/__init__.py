"""The dashboard: the index of the admin, for headquarters and for who runs the installation.

Each figure is the length of the list behind it and leads there. Parts say by what an actor sees
for whom they are: a mission finds its own cases, an administrator the machine and no person.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import QueryDict

from cases.core import present
from cases.core.actor import Actor
from cases.core.roles import PEOPLE
from cases.overview.dashboard import access, machine, quality
from cases.overview.dashboard.missions import missions_table
from cases.overview.dashboard.parts import parts
from cases.overview.dashboard.register import register
from cases.overview.dashboard.stages import stage_lines

__all__ = ["access", "dashboard", "machine", "quality"]


def dashboard(
    actor: Actor | None, asked: QueryDict, apps: Iterable[Mapping[str, Any]] = ()
) -> dict[str, Any]:
    """Return what the index shows to an actor.

    `asked`: how its table of missions is sorted; `apps`: the tables that are for the actor.
    """
    if actor is None:
        return {"stages": [], "missions": None, "parts": [], "register": register([])}
    now = present.now()
    return {
        "register": register(apps),
        "now": now,
        "stages": stage_lines(actor, now) if actor.sees(PEOPLE) else [],
        "missions": missions_table(actor, now, asked) if actor.sees_all else None,
        "parts": parts(actor, now),
    }
