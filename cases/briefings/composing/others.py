"""What others reported, each with its sources and how ours stands to it."""

from django.utils.translation import gettext as _

from cases.briefings.composing.amounts import (
    Amount,
    amount,
    amount_words,
    country,
    in_country,
    joined,
    moment,
    people,
)
from cases.briefings.composing.sources import Sources
from cases.briefings.composing.told import Said, Told

MOST_SAID = 4


def reported(told: Told, cited: Said | None, sources: Sources) -> list[str]:
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
        found.append(f"{said} {gap(row, told)}".strip())
    return found


def what(row: Said) -> str:
    """Return what a source counted, and where."""
    if row.metric == "present":
        return in_country(row.country)
    if row.metric == "crossed":
        return _("who had crossed (%(country)s)") % {"country": country(row.country)}
    return f"({country(row.country)})" if row.country else ""


def gap(row: Said, told: Told) -> str:
    """Return how our number stands to that of a source, and why."""
    if row.ours is None:
        return _("Our records do not count this.")
    ours = {"ours": amount_words(amount(row.ours, told.smallest, told.base))}
    return {
        "same": _("Our records give the same for that moment."),
        "near": _("Our records agree with it for that moment."),
        "more": _(
            "Our records give %(ours)s for that moment: they hold people of whom "
            "we learned later or from others."
        ),
        "fewer": _(
            "Our records give %(ours)s for that moment: not everybody who was "
            "counted there has come to us."
        ),
    }[row.gap] % ours
