"""The register: every table that a role sees, under the heading of what it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

HEADINGS: Final[Mapping[str, Sentence]] = {
    "cases": _("Cases"),
    "protection": _("Protection and talking"),
    "people": _("People and where they were"),
    "reports": _("Reports and lists received"),
    "papers": _("Letters and files"),
    "money": _("Money"),
    "home": _("Going home"),
    "figures": _("Incidents, figures and briefings"),
    "procedures": _("Procedures and playbooks"),
    "offices": _("Missions, staff and places"),
    "record": _("The record and data protection"),
    "machine": _("The system and what leaves it"),
}
"""What tables are about, in the order of the page."""
ABOUT: Final[Mapping[str, str]] = {
    "accounts": "offices",
    "briefings": "figures",
    "casework": "cases",
    "casework.groups": "protection",
    "casework.models.contact_entry": "protection",
    "casework.models.sealed": "record",
    "casework.models.statement": "protection",
    "casework.models.unsealing": "record",
    "casework.protection": "protection",
    "casework.recounts": "procedures",
    "citizens": "people",
    "citizens.models.apart": "protection",
    "citizens.models.safe": "protection",
    "configuration": "machine",
    "core": "record",
    "core.jobs": "machine",
    "crossings": "people",
    "exchange": "machine",
    "exports": "machine",
    "files": "papers",
    "incidents": "figures",
    "intake": "reports",
    "letters": "papers",
    "missions": "offices",
    "money": "money",
    "movements": "home",
    "notices": "machine",
    "overview": "cases",
    "places": "offices",
    "privacy": "record",
    "procedures": "procedures",
    "publishing": "figures",
    "reports": "reports",
    "retention": "record",
}
"""Feature, or a part of one, -> what its tables are about."""
ELSE: Final = "machine"
FEW: Final = 40
"""So many tables are shown without a fold."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """The tables of one heading."""

    name: str
    title: Sentence
    tables: tuple[Mapping[str, Any], ...]


def register(apps: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the tables of the admin on their shelves, and whether these are open at first."""
    tables = [table for app in apps for table in app["models"]]
    shelves = [
        Shelf(name, title, tuple(row for row in tables if about(row["model"]) == name))
        for name, title in HEADINGS.items()
    ]
    return {"shelves": [row for row in shelves if row.tables], "is_open": len(tables) <= FEW}


def about(model: type[Any]) -> str:
    """Return what a table is about, by the nearest part of its feature that says so.

    One of which nobody has said it stands with the system: the page is there in any case.
    """
    path = model.__module__.removeprefix("cases.")
    while path and path not in ABOUT:
        path = path.rpartition(".")[0]
    return ABOUT.get(path, ELSE)
