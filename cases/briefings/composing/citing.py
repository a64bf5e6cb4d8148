"""Which figure of a source a briefing takes over as it is: it is public already.

Only one of the same moment that our own records agree with. A count that a source gives exactly is
taken over where ours is the same, men and women too; and where it lies not so close to one that was
told exactly before that the few who came or went between the two could be singled out.
"""

from datetime import datetime, timedelta

from cases.briefings.composing.told import HOME, Exact, Said, Told
from cases.publishing.disclosure_control import lies_close

SAME_MOMENT = timedelta(minutes=1)


def citation(told: Told) -> Said | None:
    """Return the figure of a source that says of the same moment what we count, the firmest first.

    One that gives but a lower bound is not taken over: ours says more.
    """
    fitting = [row for row in told.said if is_fitting(row, told)]
    return min(fitting, key=lambda row: (-len(row.outlets), row.value), default=None)


def is_fitting(row: Said, told: Told) -> bool:
    """Return whether a figure may stand in the first sentence."""
    agrees = {"about": {"same", "near"}, "exact": {"same"}}.get(row.qualifier, set())
    return (
        (row.metric, row.country, row.nationality) == ("present", told.country, HOME)
        and row.gap in agrees
        and not row.place
        and not row.is_disputed
        and row.value >= told.smallest
        and is_of_moment(row, told)
        and not (row.qualifier == "exact" and is_close_to_former(row.value, "value", told))
    )


def is_of_moment(row: Said, told: Told) -> bool:
    """Return whether a source speaks of the moment of the briefing."""
    return bool(row.as_of) and abs(told.at - datetime.fromisoformat(row.as_of)) <= SAME_MOMENT


def is_close_to_former(value: int, name: str, told: Told) -> bool:
    """Return whether a number differs by fewer than k from one that was told exactly before."""
    former = [getattr(row, name) for row in told.exact_before]
    return any(one is not None and lies_close(value, one, told.smallest) for one in former)


def cited_exactly(told: Told) -> Exact | None:
    """Return what is told exactly; men and women where ours are the same, and neither are few."""
    cited = citation(told)
    if cited is None or cited.qualifier != "exact":
        return None
    ours = {row.key: row.count for row in told.sexes}
    pairs = (("men", cited.men, ours.get("m", 0)), ("women", cited.women, ours.get("f", 0)))
    may_part = all(
        theirs is not None
        and theirs == own
        and (theirs == 0 or theirs >= told.smallest)
        and not is_close_to_former(theirs, name, told)
        for name, theirs, own in pairs
    ) and cited.value == sum(own for _name, _theirs, own in pairs)
    return Exact(cited.value, cited.men if may_part else None, cited.women if may_part else None)
