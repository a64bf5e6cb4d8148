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


def fits(case: Case, country: str) -> bool:
    """Return whether a person may be in a country (empty: not known) after the outcome."""
    means = MEANS[case.outcome]
    if means is Means.HOME:
        return country in {"", Country.VN}
    if means is Means.ABROAD:
        return country not in {Country.VN, case.mission.country}
    return means is Means.STAYS or country == ""
