"""Who is under 18, or may be: the birth date is often known by its year alone.

Children are counted with care in both directions: a list that looks for them shows whoever may be
one. What the law asks of a step is a condition of its own (`is_minor`).
"""

from datetime import date, timedelta
from typing import Final

from django.db.models import Q

from cases.citizens.choices import BirthPrecision
from cases.core.partial import PartialDate

ADULT_AT: Final = 18
"""Years (Civil Code 91/2015/QH13, art. 20)."""


def adult_if_born_by(today: date) -> date:
    """Return the last birthday of those who are 18 today."""
    year = today.year - ADULT_AT
    if (today.month, today.day) == (2, 29):
        return date(year, 3, 1) - timedelta(days=1)
    return today.replace(year=year)


def perhaps_under_age(today: date, path: str = "") -> Q:
    """Return the condition of people who are or may be under 18; `path` leads to the person."""
    last = adult_if_born_by(today)
    in_month = Q(**{f"{path}birth_precision": BirthPrecision.MONTH})
    in_year = Q(**{f"{path}birth_precision": BirthPrecision.YEAR})
    return (
        Q(**{f"{path}birth_on__gt": last})
        | in_month & Q(**{f"{path}birth_on": last.replace(day=1)})
        | in_year & Q(**{f"{path}birth_on": last.replace(month=1, day=1)})
    )


def youth_of(birth: PartialDate | None, today: date) -> str:
    """Return `under` for who is surely under 18, `perhaps` for who may be, else nothing."""
    if birth is None:
        return ""
    last = adult_if_born_by(today)
    if birth.first > last:
        return "under"
    return "perhaps" if birth.last > last else ""
