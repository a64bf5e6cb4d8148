"""The kinds of entries of a configuration, in the order in which they are loaded.

What an entry names stands in a kind above it. A new kind that is put in by a code is one line.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.configuration.kinds import Kind, Provinces, Put
from cases.configuration.kinds_of_work import (
    Closures,
    Hours,
    Playbooks,
    Procedures,
    stored_country_day,
    stored_procedure,
)

OF_MISSIONS: Final = "calendars.toml"
OF_CATALOGUE: Final = "procedures/*.toml"

KINDS: Final[tuple[Kind, ...]] = (
    Provinces("province", _("Provinces"), "put_province", "provinces.csv"),
    Put("place", _("Places"), "put_place", "places.toml", later="opposite"),
    Put("mission", _("Missions"), "put_mission", "missions.toml"),
    Put("authority", _("Authorities"), "put_authority", "authorities.toml"),
    Put("office_contact", _("Contacts of offices"), "put_office_contact", "contacts.toml"),
    Put(
        "country_day",
        _("Days of whole countries"),
        "put_country_day",
        "country_days.toml",
        changed_first=True,
        adapt=stored_country_day,
    ),
    Put(
        "legal_basis",
        _("Legal bases"),
        "put_legal_basis",
        "legal_bases.toml",
        last="is_default",
    ),
    Procedures(
        "procedure",
        _("Procedures"),
        "put_procedure",
        "procedures/{track}.toml",
        adapt=stored_procedure,
    ),
    Put(
        "limit",
        _("Limits"),
        "put_limit",
        "procedures/limits.toml",
        known_by=("code", "valid_from"),
        among=OF_CATALOGUE,
        changed_first=True,
    ),
    Playbooks("playbook", _("Playbooks"), "draft_playbook", "playbooks/{code}.toml"),
    Hours(
        "office_hours",
        _("Office hours"),
        "set_office_hours",
        OF_MISSIONS,
        known_by=("mission",),
    ),
    Closures(
        "closure",
        _("Closures and days worked"),
        "add_closure",
        OF_MISSIONS,
        known_by=("mission", "starts_on"),
    ),
)
BY_TABLE: Final = {kind.table: kind for kind in KINDS}
