"""What each outcome of a case says of where its person is."""

from enum import Enum
from typing import Final

from cases.casework.choices import Outcome
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


def fits(outcome: str, country: str, left: str) -> bool:
    """Return whether a person may be in a country (empty: not known) after an outcome.

    `left`: the country that whoever went onward has left. A sentence is served abroad.
    """
    means = MEANS[outcome]
    if means is Means.HOME:
        return country in {"", Country.VN}
    if means is Means.ABROAD:
        return country not in {Country.VN, left}
    if outcome == Outcome.SERVING_SENTENCE:
        return country != Country.VN
    return means is Means.STAYS or country == ""
