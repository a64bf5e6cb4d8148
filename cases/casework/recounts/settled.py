"""What the configuration has decided already: late entries of calendars, each with its reason.

Source: `seeds/recounts.toml`, read once; its head says what stands there. A fault of the file ends
the start.
"""

import tomllib
from datetime import date
from functools import cache
from typing import Final

from django.core.exceptions import ImproperlyConfigured

from cases.casework.recounts.models import Recount
from cases.core.configured import path_of
from cases.places.choices import Country

FILE: Final = "recounts.toml"
Settled = dict[tuple[str, date], str]


@cache
def settled() -> Settled:
    """Return the reasons by country and first day."""
    found: Settled = {}
    rows = tomllib.loads(path_of(FILE).read_text()).get("settled", [])
    for number, row in enumerate(rows, 1):
        known = row.keys() == {"country", "starts_on", "reason"} and row["reason"]
        if not known or row["country"] not in Country.values or type(row["starts_on"]) is not date:
            raise ImproperlyConfigured(
                f"{FILE}, entry {number}: name country, starts_on and reason, and nothing else."
            )
        found[row["country"], row["starts_on"]] = row["reason"]
    return found


def settled_reason(recount: Recount) -> str:
    """Return why the list of a recount is written without asking; empty where nobody said so."""
    if recount.starts_on is None:
        return ""
    return settled().get((recount.calendar, recount.starts_on), "")
