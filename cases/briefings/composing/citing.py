"""Which figures of sources speak of the moment of a briefing, and tell men and women apart."""

from datetime import datetime, timedelta

from cases.briefings.composing.told import HOME, Said, Told

SAME_MOMENT = timedelta(minutes=1)


def is_of_moment(row: Said, told: Told) -> bool:
    """Return whether a source speaks of the moment of the briefing."""
    return bool(row.as_of) and abs(told.at - datetime.fromisoformat(row.as_of)) <= SAME_MOMENT


def is_parted(told: Told) -> bool:
    """Return whether a source told men and women of those in the country apart, as we count them.

    Then the first sentence tells them too.
    """
    ours = {row.key: row.count for row in told.sexes if row.count}
    return any(
        (row.metric, row.country, row.nationality) == ("present", told.country, HOME)
        and row.qualifier == "exact"
        and is_of_moment(row, told)
        and not row.place
        and not row.is_disputed
        and row.value == told.here()
        and row.men
        and row.women
        and {"m": row.men, "f": row.women} == ours
        for row in told.said
    )
