"""What each outcome of a case says of where its person is."""

from enum import Enum
from typing import Final

from cases.casework.choices import Outcome
from cases.casework.models import Case
from cases.places.choices import Country


class Means(Enum):
    """What an outcome says of where the person is."""

    HOME = "in Viet Nam"
    ABROAD = "in another country"
    LOST = "not known"
    STAYS = "where they were"


MEANS: Final[dict[str, Means]] = {
    Outcome.HANDED_OVER: Means.HOME,
    Outcome.OWN_MEANS: Means.HOME,
    Outcome.ONWARD: Means.ABROAD,
    Outcome.LOST_CONTACT: Means.LOST,
    Outcome.NOT_NATIONAL: Means.STAYS,
    Outcome.SERVING_SENTENCE: Means.STAYS,
    Outcome.DECLINED: Means.STAYS,
    Outcome.DIED: Means.STAYS,
    Outcome.DUPLICATE: Means.STAYS,
}

ENDED_WELL: Final = frozenset(
    name for name, means in MEANS.items() if means in {Means.HOME, Means.ABROAD}
)
"""Outcomes that get a tick: the person came home, or went where they wanted to."""


def is_fitting(case: Case, country: str) -> bool:
    """Return whether the person of a closed case may be in a country."""
    return fits(case.outcome, country, case.mission.country)


def fits(outcome: str, country: str, host: str) -> bool:
    """Return whether a person may be in a country (empty: not known) after an outcome.

    `host`: the country of the mission. A sentence is served abroad.
    """
    means = MEANS[outcome]
    if means is Means.HOME:
        return country in {"", Country.VN}
    if means is Means.ABROAD:
        return country not in {Country.VN, host}
    if outcome == Outcome.SERVING_SENTENCE:
        return country != Country.VN
    return means is Means.STAYS or country == ""
