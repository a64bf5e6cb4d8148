"""What others reported, each with its sources and how ours stands to it."""

from django.utils.translation import gettext as _

from cases.briefings.composing.amounts import (
    Amount,
    amount_words,
    country,
    in_country,
    joined,
    moment,
    people,
)
from cases.briefings.composing.citing import is_of_moment
from cases.briefings.composing.numbers import Numbers
from cases.briefings.composing.sources import Sources
from cases.briefings.composing.told import Said, Told

MOST_SAID = 4


def reported(told: Told, cited: Said | None, sources: Sources, numbers: Numbers) -> list[str]:
    """Return the figures of others, each with its sources and how ours stands to it."""
    mine = [row for row in told.said if not row.is_disputed and row.gap != "others"]
    shown = sorted(mine, key=lambda row: (row is not cited, row.ours is None, -len(row.outlets)))
    found = []
    for row in shown[:MOST_SAID]:
        words = {
            "sources": joined([name for name, _on, _url in row.outlets[:2]]),
            "marks": sources.marks(row),
            "what": what(row),
            "day": moment(row.as_of, row.zone, is_day=row.is_day),
            "value": people(Amount(row.qualifier, row.value, row.men, row.women)),
        }
        said = _("As of %(day)s, %(sources)s gave %(value)s %(what)s %(marks)s.") % words
        found.append(f"{said} {gap(row, told, numbers)}".strip())
    return found


def what(row: Said) -> str:
    """Return what a source counted, and where."""
    if row.metric == "present":
        return in_country(row.country)
    if row.metric == "crossed":
        return _("who had crossed (%(country)s)") % {"country": country(row.country)}
    return f"({country(row.country)})" if row.country else ""


def ours_of(row: Said, told: Told, numbers: Numbers) -> Amount:
    """Return how our number beside that of a source is told: as everywhere on the sheet."""
    if is_of_moment(row, told) and not row.place:
        if row.metric == "present":
            return numbers.of("present", row.country)
        if row.metric == "crossed" and row.country == told.country:
            return numbers.of("crossed")
    return numbers.alone(row.ours or 0)


def gap(row: Said, told: Told, numbers: Numbers) -> str:
    """Return how our number stands to that of a source, and what of it we can explain.

    That the two agree says no more than that they round to the same; how many became known later is
    not told, for it would be the difference of two numbers of ours.
    """
    if row.ours is None:
        return _("Our records do not count this.")
    if row.gap in {"same", "near"}:
        return _("Our records agree with it for that moment.")
    said = _("Our records give %(ours)s for that moment.")
    if row.gap == "fewer":
        why = _("Why not everybody who was counted there has come to us is not known.")
    elif row.learnt > 0:
        why = _("Some of them became known to us only after the source spoke.")
    else:
        why = _("Why the source counted fewer is not known.")
    ours = {"ours": amount_words(ours_of(row, told, numbers))}
    return f"{said % ours} {why}"
