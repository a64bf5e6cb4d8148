"""The page that explains a difference: from the reported number to ours, line by line."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.incidents.choices import Qualifier
from cases.incidents.models import ReportedFigure
from cases.publishing.addresses import page_url
from cases.publishing.figures import Comparison
from cases.publishing.gaps import Gap, Hint, Line, gaps_of
from cases.publishing.pages import Moment, figure_row
from cases.templatetags.moments import day_words

Row = dict[str, Any]

WORDS: Final[dict[str, tuple[Sentence, Sentence]]] = {
    "theirs": (
        gettext_lazy("Only on the list"),
        gettext_lazy("Rows of nobody whom we have."),
    ),
    "twice": (
        gettext_lazy("Twice on the list"),
        gettext_lazy("More than one row is of the same person."),
    ),
    "elsewhere": (
        gettext_lazy("On the list, with us elsewhere"),
        gettext_lazy("By our ledgers these persons were not there at that moment."),
    ),
    "not_located": (
        gettext_lazy("On the list, with us not located"),
        gettext_lazy("They have a case; our ledgers do not say where they were."),
    ),
    "not_counted": (
        gettext_lazy("On the list, without a case that counts"),
        gettext_lazy("We know them, and they have no case in this incident."),
    ),
    "ours": (
        gettext_lazy("Only in our records"),
        gettext_lazy("Our ledgers put them there; no row of the list is of them."),
    ),
    "beyond": (
        gettext_lazy("Counted by us, not laid beside the list"),
        gettext_lazy("Recorded since, of another mission, or with a case that was closed by then."),
    ),
    "came": (
        gettext_lazy("Became known to us only after the source spoke"),
        gettext_lazy("Reported, located or linked later."),
    ),
    "went": (
        gettext_lazy("Counted when the source spoke, and no longer"),
        gettext_lazy("Corrected, voided, or found to be one person with another record."),
    ),
    "allowed": (
        gettext_lazy("Beyond what the source says"),
        gettext_lazy("The words of the source allow that."),
    ),
    "unexplained": (
        gettext_lazy("Not explained"),
        gettext_lazy("Nothing in our records tells why."),
    ),
}
ON_PILE: Final = {"theirs": "theirs", "ours": "ours", "twice": "conflict"}
"""The lines whose rows lie on a pile of their own."""


def gap_context(
    actor: Actor, figure: ReportedFigure, known_at: Moment, now: datetime
) -> dict[str, Any]:
    """Return what the page shows; 404 where our ledgers have no counterpart for this reader."""
    incident, asked = figure.incident, gaps_of(actor, figure, known_at)
    pair = asked.pair
    return {
        "incident": incident,
        "zone": incident.zone,
        "figure": figure_row(actor, pair, asked.known_at) | {"gap_url": ""},
        "as_of": pair.moment,
        "known_at": asked.known_at,
        "now": now,
        "back_url": page_url(incident, pair.moment, asked.known_at),
        "ways": [way_of(actor, pair, gap, asked.known_at) for gap in asked.gaps],
    }


def way_of(actor: Actor, pair: Comparison, gap: Gap, known_at: datetime | None) -> Row:
    """Return one way from theirs to ours, in words."""
    return {
        "title": title_of(gap),
        "is_later": gap.is_later,
        "source": pair.figure.source_name,
        "qualifier": figure_qualifier(pair),
        "reported": gap.reported,
        "ours": gap.ours,
        "lines": [line_of(line, gap) for line in gap.lines],
        "notes": list(notes(pair, gap)),
        "hints": [hint_words(hint) for hint in gap.hints],
        "links": links(actor, pair, gap, known_at),
    }


def figure_qualifier(pair: Comparison) -> str:
    """Return how firmly the source speaks, nothing for an exact number."""
    if pair.figure.qualifier == Qualifier.EXACT:
        return ""
    return pair.figure.get_qualifier_display()


def title_of(gap: Gap) -> str:
    """Return by what a difference is explained."""
    if not gap.is_of_list:
        return _("By our own ledgers")
    if gap.compared is None:
        return _("By a list that another mission compared")
    return _("By the list %(list)s") % {"list": gap.compared.received}


def line_of(line: Line, gap: Gap) -> Row:
    """Return one line: why, and by how much, with the rows of the list for who may see them."""
    label, why = WORDS[line.code]
    pile = ON_PILE.get(line.code)
    url = f"{gap.compared.get_absolute_url()}?pile={pile}#pile" if gap.compared and pile else ""
    return {
        "label": label,
        "why": why,
        "change": signed(line.change),
        "url": url,
        "is_open": line.code == "unexplained",
    }


def signed(change: int) -> str:
    """Return a change with its sign."""
    sign = "+" if change > 0 else "−"
    return f"{sign}{number_format(abs(change), force_grouping=True)}"


def notes(pair: Comparison, gap: Gap) -> Iterator[str]:
    """Yield what a reader has to know of the sum."""
    if gap.is_later:
        yield _(
            "This comparison was worked on after the moment of knowledge above, so it does not say "
            "what was known then."
        )
        return
    if gap.is_of_list:
        words = ngettext(
            "The list has %(rows)s row of a person.",
            "The list has %(rows)s rows of persons.",
            gap.listed,
        )
        yield words % {"rows": number_format(gap.listed, force_grouping=True)}
    if gap.differently:
        yield ngettext(
            "Of those whom both sides count, %(persons)s is told of differently.",
            "Of those whom both sides count, %(persons)s are told of differently.",
            gap.differently,
        ) % {"persons": gap.differently}
    if gap.spoke_at is not None:
        yield _("The source spoke on %(day)s.") % {
            "day": day_words(gap.spoke_at.astimezone(pair.moment.tzinfo))
        }


def hint_words(hint: Hint) -> str:
    """Return what may lie behind the rest, without saying that it does."""
    count = {"count": number_format(hint.count, force_grouping=True)}
    found = {
        "not_located": ngettext(
            "Of %(count)s person with a case our ledgers do not say where she or he was.",
            "Of %(count)s persons with a case our ledgers do not say where they were.",
            hint.count,
        ),
        "elsewhere_there": ngettext(
            "%(count)s person was in the same country, at another place or at none we know.",
            "%(count)s persons were in the same country, at other places or at none we know.",
            hint.count,
        ),
        "left_again": ngettext(
            "%(count)s person had crossed into the country and was not there any more.",
            "%(count)s persons had crossed into the country and were not there any more.",
            hint.count,
        ),
        "unsure": ngettext(
            "%(count)s entry may have happened before this moment and does not count yet.",
            "%(count)s entries may have happened before this moment and do not count yet.",
            hint.count,
        ),
        "doubles": ngettext(
            "%(count)s case is a double of another and counts no second time.",
            "%(count)s cases are doubles of others and count no second time.",
            hint.count,
        ),
    }[hint.code]
    return found % count


def links(
    actor: Actor, pair: Comparison, gap: Gap, known_at: datetime | None
) -> Sequence[dict[str, str]]:
    """Return the ways to the rows, for who may see them."""
    if gap.compared is not None:
        return [{"label": _("The piles of the list"), "url": gap.compared.get_absolute_url()}]
    if (
        gap.is_of_list
        or gap.spoke_at is None
        or not any(line.code in {"came", "went"} for line in gap.lines)
    ):
        return []
    incident = pair.figure.incident
    url = page_url(incident, pair.moment, gap.spoke_at)
    return [{"label": _("Who became known since"), "url": url}]
