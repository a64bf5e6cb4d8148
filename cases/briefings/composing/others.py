"""What others reported, each with its sources and how ours stands to it."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cases.briefings.composing.amounts import (
    Amount,
    amount_words,
    country,
    in_country,
    is_named_here,
    joined,
    moment,
    named,
    number,
    parted,
    people,
)
from cases.briefings.composing.citing import is_of_moment
from cases.briefings.composing.knowing import as_known
from cases.briefings.composing.numbers import Numbers
from cases.briefings.composing.sources import Sources, print_words
from cases.briefings.composing.told import HOME, Against, Said, Told
from cases.incidents.choices import Metric
from cases.incidents.tolerances import agrees, is_within, standing
from cases.places.choices import PlaceKind
from cases.publishing.differing import FURTHER
from cases.publishing.figures.comparison import counted_otherwise

Names = tuple[str, str, str]

MOST_SAID = 4
IN_WORDS: Final = frozenset({"present", "crossed", "referred", "entered"})
"""Metrics that a sentence says in its own words; others are called as in a form."""


def reported(told: Told, sources: Sources, numbers: Numbers) -> list[str]:
    """Return the figures of others: what is quoted, then those of the day about the same people.

    Figures that count the same stand together, each with its own day, whichever is the newer.
    """
    rows = sorted((row for row in told.said if row.is_quoted), key=by_what_and_when)
    groups = [list(found) for _what, found in groupby(rows, key=what_of)]
    paragraphs = [quoted(found, told, sources, numbers) for found in groups]
    mine = [row for row in told.said if not row.is_disputed and not row.is_quoted]
    shown = sorted(mine, key=lambda row: (not tells_ours(row, told, numbers), -len(row.outlets)))
    paragraphs += [one(row, told, sources, numbers) for row in shown[:MOST_SAID]]
    more = len(told.said) - sum(row.is_quoted for row in told.said) - len(shown[:MOST_SAID])
    return paragraphs + ([further(more)] if more else [])


def further(count: int) -> str:
    """Return how many figures stand in the annex alone."""
    found = ngettext(
        "%(count)s more reported figure stands in the annex.",
        "%(count)s more reported figures stand in the annex.",
        count,
    )
    return found % {"count": number(count)}


def what_of(row: Said) -> tuple[str, ...]:
    """Return what a figure counts: whom, where, how."""
    return row.nationality, row.country, row.metric, row.place


def by_what_and_when(row: Said) -> tuple[object, ...]:
    """Return the order of quotes: ours first, what counts the same together, by its day.

    What counts one place comes before what counts the whole country.
    """
    nationality, country_code, metric, place = what_of(row)
    what = (nationality != HOME, nationality, country_code, metric, not place, place)
    return (*what, not row.as_of, row.as_of)


def quoted(rows: Sequence[Said], told: Told, sources: Sources, numbers: Numbers) -> str:
    """Return figures that count the same, one after the other, whether or not one is disputed."""
    found = [one(row, told, sources, numbers) for row in rows]
    if all(row.as_of for row in rows) and len({day_of(row, told) for row in rows}) > 1:
        found.append(_("These numbers are of different days."))
    return " ".join(found)


def one(row: Said, told: Told, sources: Sources, numbers: Numbers) -> str:
    """Return one figure in words: as of when, who says so, how many of whom, and ours beside it."""
    words = {
        "sources": outlets(row),
        "marks": sources.marks(row),
        "what": scoped(what(row), row.scope),
        "value": persons(Amount(row.qualifier, row.value, row.men, row.women), row.nationality),
    }
    if row.as_of:
        words["day"] = when(row, told)
        said = _("As of %(day)s, %(sources)s reported %(value)s %(what)s %(marks)s.")
    else:
        words["printed"] = print_words(row)
        said = _("%(sources)s reported %(value)s %(what)s, day not given (%(printed)s) %(marks)s.")
    dispute = disputed(row, told, sources) if row.is_disputed else ""
    is_beside = row.nationality == HOME and numbers.tells_countries
    own = gap(row, told, numbers) if is_beside else ""
    return " ".join(part for part in (said % words, own, dispute) if part)


def scoped(words: str, scope: Names) -> str:
    """Return words with what exactly a figure counts, as it was written down.

    Words that were not written down in the language of the sheet are said to be those of the entry.
    """
    if not any(scope):
        return words
    found = _("%(figure)s (counted: “%(scope)s”)")
    if not is_named_here(scope):
        found = _("%(figure)s (counted, in the words of the entry: “%(scope)s”)")
    return found % {"figure": words, "scope": named(scope).strip().rstrip(".")}


def outlets(row: Said | Against) -> str:
    """Return who printed a figure: all who are cited."""
    return joined(row.names)


def persons(told: Amount, nationality: str) -> str:
    """Return a number of people inside a sentence, with whom it counts where not citizens."""
    if nationality == HOME:
        return people(told)
    words = {"value": amount_words(told), "nationality": country(nationality)}
    if nationality:
        found = ngettext(
            "%(value)s person (nationality: %(nationality)s)",
            "%(value)s people (nationality: %(nationality)s)",
            told.agreeing,
        )
    else:
        found = ngettext(
            "%(value)s person of any nationality",
            "%(value)s people of all nationalities",
            told.agreeing,
        )
    return parted(found % words, told)


def what(row: Said) -> str:
    """Return what a source counted, and where."""
    there = where(row) or pgettext("where", "country not given")
    words = {"where": there, "whole": number(row.whole or 0)}
    if row.metric == "present":
        return at_place(row) if row.place else in_country(row.country)
    if row.metric not in IN_WORDS:
        return counted_as(row)
    found = {
        "crossed": _("who had crossed (%(where)s), whether still there or not"),
        "referred": _("referred to the national referral mechanism (%(where)s)"),
        "entered": _("who entered the national referral mechanism (%(where)s)"),
    }[row.metric]
    if row.whole is not None:
        found = _("who entered the national referral mechanism (%(where)s), of %(whole)s referred")
    return found % words


def at_place(row: Said) -> str:
    """Return where one place is, inside a sentence: in a town, at any other place.

    A name that begins with what the place is ("Hospital in …") takes an article and a small
    letter.
    """
    name, words = named(row.place_names), where(row)
    if row.place_kind in {"", PlaceKind.TOWN}:
        return pgettext("where", "in %(place)s") % {"place": words}
    if name.lower().startswith(f"{PlaceKind(row.place_kind).label} ".lower()):
        return pgettext("where", "at the %(place)s") % {"place": words[:1].lower() + words[1:]}
    return pgettext("where", "at %(place)s") % {"place": words}


def counted_as(row: Said) -> str:
    """Return what a source counted as a form calls it, and where."""
    label = str(Metric(row.metric).label)
    label = label[:1].lower() + label[1:]
    return f"({label}, {where(row)})" if row.country else f"({label})"


def where(row: Said) -> str:
    """Return the place and the country that a figure counts."""
    names = (named(row.place_names), country(row.country) if row.country else "")
    return ", ".join(name for name in names if name)


def when(row: Said | Against, told: Told) -> str:
    """Return the day of a source as it gave it, or its moment in the zone of the sheet."""
    return moment(row.as_of, zone_of(row, told), is_day=row.is_day)


def day_of(row: Said, told: Told) -> date:
    """Return the day of a source that gave one, where `when` tells it."""
    return datetime.fromisoformat(row.as_of).astimezone(ZoneInfo(zone_of(row, told))).date()


def zone_of(row: Said | Against, told: Told) -> str:
    """Return the zone in which a moment of a source is told."""
    return row.zone if row.is_day else told.zone


def disputed(row: Said, told: Told, sources: Sources) -> str:
    """Return that a figure is disputed, and why, as it was written down with it.

    The reason names what contradicts it. Where none was kept, the count that was looked up is told:
    beside the reason it would be a second number for the same thing.
    """
    against = row.against
    if any(row.reason):
        said = _("The reported figure is disputed: “%(reason)s”.")
        if not is_named_here(row.reason):
            said = _("The reported figure is disputed, in the words of the entry: “%(reason)s”.")
        return said % {"reason": named(row.reason).strip().rstrip(".")}
    if against is None:
        return _("The reported figure is disputed.")
    value = number(against.value)
    if against.scope != row.scope:
        value = scoped(value, against.scope)
    words = {
        "day": when(against, told),
        "sources": outlets(against),
        "value": value,
        "marks": sources.marks(against),
    }
    found = _(
        "The reported figure is disputed: as of %(day)s, %(sources)s reported %(value)s %(marks)s."
    )
    return found % words


def ours_of(row: Said, told: Told, numbers: Numbers) -> Amount:
    """Return how our number beside that of a source is told: as everywhere on the sheet.

    Of another moment it is a total of that one; who came home and who is in custody is told of the
    moment of the sheet alone. A source that counts who returned counts who is in Viet Nam, whether
    or not the case is closed.
    """
    if row.ours is not None:
        if is_of_moment(row, told) and row.metric == "present":
            return numbers.of("present", row.country)
        return numbers.total(row.ours)
    if is_of_moment(row, told):
        if is_homecoming(row):
            return numbers.of("present", HOME)
        if is_custody(row) and row.country == told.country:
            return numbers.of("hands")
    return Amount("untold")


def tells_ours(row: Said, told: Told, numbers: Numbers) -> bool:
    """Return whether the sheet gives a number of ours beside that of a source."""
    is_beside = row.gap != "place" and numbers.tells_countries
    return is_beside and ours_of(row, told, numbers).firmness not in {"hidden", "untold"}


def is_homecoming(row: Said) -> bool:
    """Return whether a source counts the citizens who returned home."""
    is_ours = row.nationality == HOME and not row.place
    return is_ours and row.metric == Metric.RETURNED and row.country in {HOME, ""}


def is_custody(row: Said) -> bool:
    """Return whether a source counts the citizens whom the authorities of a country hold."""
    return row.nationality == HOME and not row.place and row.metric == Metric.IN_CUSTODY


def gap(row: Said, told: Told, numbers: Numbers) -> str:
    """Return how our number stands to that of a source, and what of it we can explain.

    How many became known later is not told: a count of few could be of somebody.
    """
    if not row.as_of or row.gap == "place":
        return ""
    if row.ours is None and not is_homecoming(row) and not is_custody(row):
        return str(counted_otherwise(row.metric, row.country, has_place=bool(row.place)))
    ours = ours_of(row, told, numbers)
    if ours.firmness in {"hidden", "untold"}:
        return _("Our records count this too; this paper gives no number of ours for that moment.")
    code = standing_of(row, told, ours)
    if code in {"same", "near"}:
        return as_known(told, [agreement(row, told, numbers)])
    return as_known(told, list(difference(row, ours, code)))


def difference(row: Said, ours: Amount, code: str) -> Iterator[str]:
    """Yield what ours gives instead, and why where it is told exactly."""
    if code == "excluded":
        yield _(
            "Our records give exactly this number for that moment, which the words of the source "
            "exclude."
        )
    elif ours.firmness == "none":
        yield _("Our records have nobody for that moment.")
    else:
        yield _("Our records give %(ours)s for that moment.") % {"ours": amount_words(ours)}
        if code:
            yield why(row, ours, code)


def standing_of(row: Said, told: Told, ours: Amount) -> str:
    """Return the code of how ours stands to theirs; none where ours is not told exactly."""
    if row.ours is not None:
        return row.gap
    if ours.firmness not in {"exact", "none"}:
        return ""
    return standing(row.qualifier, row.value, ours.value, told.known.date())


def agreement(row: Said, told: Told, numbers: Numbers) -> str:
    """Return how far ours agrees: with the whole of what was reported, or with the total alone.

    Men and women are compared where ours are told exactly, by the rule of the total.
    """
    if row.men is None or row.women is None:
        return _("Our records agree with it for that moment.")
    is_told = is_of_moment(row, told) and (row.metric, row.country) == ("present", told.country)
    parts = ((numbers.of("sex", "m"), row.men), (numbers.of("sex", "f"), row.women))
    if not is_told or not {ours.firmness for ours, _theirs in parts} <= {"exact", "none"}:
        return _("Our records agree with the total for that moment.")
    day = told.known.date()
    if all(agrees(row.qualifier, theirs, ours.value, day) for ours, theirs in parts):
        return _("Our records agree with it for that moment.")
    return _("Our records agree with the total for that moment, not with men and women.")


def why(row: Said, ours: Amount, code: str) -> str:
    """Return why ours is more or fewer than a source says, as far as it is known."""
    if is_within(row.qualifier, row.value, ours.value):
        return str(FURTHER)
    if code == "fewer":
        return _("Why the others are not in our records is not known.")
    if row.learnt > 0:
        return _("Some of them became known to us only after the source spoke.")
    return _("Why the source counted fewer is not known.")
