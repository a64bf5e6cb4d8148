"""The sheet of a briefing in one language: what is printed, shown and given as text to paste."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from cases.briefings.choices import BriefingKind, LeftOut
from cases.briefings.composing.amounts import day, named
from cases.briefings.composing.numbers import (
    DIED,
    are_stages_told,
    asked_cell,
    numbers_of,
    stage_rows,
    waiting_cell,
)
from cases.briefings.composing.pictures import Picture, pictures
from cases.briefings.composing.sentences import dead_words, paragraphs
from cases.briefings.composing.sources import Sources
from cases.briefings.composing.tables import TableRows, by_mission, tables
from cases.briefings.composing.told import LIVING_SINCE, Told

Words = Mapping[str, str]
"""The free sentences of one language: context, advice, contact; position lines as told."""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or two under a heading; the first part has none."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of sentences and an annex of tables and notes.

    `format` says how it is printed: from 2 on the address of a source stands whole in the file,
    from 3 on the annex is set closer, from 4 on the sentences too. `known` stands under the heading
    of the annex.
    """

    kind: str
    language: str
    title: str
    subtitle: str
    number: str
    parts: tuple[Part, ...]
    sources: tuple[tuple[str, str, str], ...]
    annex: str
    known: str
    tables: tuple[TableRows, ...]
    notes: tuple[str, ...]
    pictures: tuple[Picture, ...] = ()
    format: int = 4

    def frozen(self) -> dict[str, Any]:
        """Return the sheet as it is stored, shown and printed."""
        return asdict(self)


def composed(told: Told, words: Words, language: str) -> Sheet:
    """Return the sheet in `language`; `words` are the free sentences in it."""
    with translation.override(language):
        sources = Sources(told)
        body = paragraphs(told, sources)
        is_past = told.is_hindsight
        parts = [Part("", tuple(body.lead))]
        if words.get("context"):
            parts.append(Part("", tuple(lines(words["context"]))))
        headed = (
            (_("Where things stood") if is_past else _("Where things stand"), body.standing),
            (_("What was being done") if is_past else _("What is being done"), body.doing),
            (_("Position"), lines(words.get("positions", ""))),
            (_("What others report"), body.said),
            (_("Advice"), lines(words.get("advice", ""))),
            (_("Contact"), lines(words.get("contact", ""))),
        )
        parts += [Part(heading, tuple(found)) for heading, found in headed if found]
        title = str(BriefingKind(told.kind).label)
        return Sheet(
            kind=told.kind,
            language=language,
            title=title,
            subtitle=head_line(told),
            number=told.number,
            parts=tuple(parts),
            sources=sources.listed(),
            annex=_("Annex"),
            known=as_of_and_known(told),
            tables=tuple(tables(told)),
            notes=tuple(notes(told)),
            pictures=tuple(pictures(told, numbers_of(told))),
        )


def head_line(told: Told) -> str:
    """Return what the sheet is about and as of when; by whose knowledge, with the hour and zone.

    One about the hour at which it was drafted says that hour alone, in its zone.
    """
    words = moments_of(told) | {"incident": named(told.titles)}
    if told.is_hindsight or told.is_day:
        found = _("%(incident)s. As of %(day)s, by what is known on %(known)s (%(zone)s)")
        return found % words
    return _("%(incident)s. As of %(day)s (%(zone)s)") % words


def as_of_and_known(told: Told) -> str:
    """Return as of when and as known when the annex counts: who lays two of them side by side
    sees that they do not tell two numbers of one thing.
    """
    found = _("Our records as of %(day)s, as known on %(known)s (%(zone)s).")
    return found % moments_of(told)


def moments_of(told: Told) -> dict[str, str]:
    """Return the moment of a sheet, that of its knowledge, and the zone of both."""
    return {
        "day": day(told.at, told.zone, is_day=told.is_day),
        "known": day(told.known, told.zone, is_day=False),
        "zone": told.zone,
    }


def lines(text: str) -> list[str]:
    """Return the paragraphs of a free text."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def notes(told: Told) -> list[str]:
    """Return what a reader of the tables has to know."""
    return [
        _("Whoever has a case in this incident is counted, each person once."),
        " ".join((_("Times are those of %(zone)s.") % {"zone": told.zone}, exact(told))),
        *opened_later(told),
        *of_the_dead(told),
        *roughly(told),
        *left_out(told),
        *stages_together(told),
    ]


def opened_later(told: Told) -> list[str]:
    """Return that a case of a past day may have been entered since, where one was."""
    if told.known_then is None or told.known_then == told.counted == told.cases:
        return []
    return [
        _(
            "A case counts as opened from when the person came into the incident, as far as known, "
            "also where it was entered later."
        )
    ]


def exact(told: Told) -> str:
    """Return which totals the paper tells, all of them exactly."""
    by_stage = told.kind == BriefingKind.REPORT and LeftOut.STAGES not in told.left_out
    by_stage = by_stage and bool(stage_rows(told))
    if LeftOut.COUNTRIES in told.left_out:
        return _("Totals and numbers by stage are exact.") if by_stage else _("Totals are exact.")
    if by_stage:
        return _("Totals and numbers by country and by stage are exact.")
    return _("Totals and numbers by country are exact.")


def of_the_dead(told: Told) -> list[str]:
    """Return where totals by country count who has died, unless the paper says that nobody has."""
    numbers = numbers_of(told)
    if not numbers.tells_countries or numbers.of(DIED).firmness == "none":
        return []
    held = f" {_('They are in nobody’s hands.')}" if told.format >= LIVING_SINCE else ""
    return [f"{dead_words()}{held}"]


def roughly(told: Told) -> Iterator[str]:
    """Yield how the paper tells what it says about people, where it says anything.

    Of asking and waiting only where a number is told: that there are some may be of one person.
    """
    numbers = numbers_of(told)
    home = numbers.of("home")
    is_report = told.kind == BriefingKind.REPORT
    is_by_country = LeftOut.COUNTRIES not in told.left_out
    attributes = (
        (_("sex"), is_by_country),
        (_("age"), is_by_country),
        (_("in whose hands"), is_by_country),
        (_("who leaves next"), told.departure is not None),
        (
            _("about whom others were asked"),
            any(numbers.of(asked_cell(row)).is_told for row in told.asked),
        ),
        (
            _("waiting"),
            is_report and any(numbers.of(waiting_cell(row)).is_told for row in told.waiting),
        ),
        (_("mission"), is_report and bool(by_mission(told, numbers).rows)),
        (_("how a case ended"), LeftOut.STAGES not in told.left_out),
    )
    found = [label for label, is_told in attributes if is_told]
    if not found:
        return
    words = {"most": told.smallest - 1, "few": told.smallest, "what": ", ".join(found)}
    yield (
        _(
            "Where a number says something about people (%(what)s), 1 to %(most)s are told as "
            "“fewer than %(few)s”; a range, or “not told”, keeps such a number from being computed "
            "from the others."
        )
        % words
    )
    if home.is_told and LeftOut.STAGES not in told.left_out:
        exactly = [_("Returns are told exactly.")] if home.firmness == "exact" else []
        yield " ".join((*exactly, returned()))


def returned() -> str:
    """Return who is counted as returned (the figure `returned-home`), and who besides is there."""
    return _(
        "“Returned home” counts those whose cases were closed as returned, wherever they are now; "
        "people in Viet Nam whose cases are open are not among them."
    )


def stages_together(told: Told) -> list[str]:
    """Return that stages are told as one number, or not at all."""
    if told.kind != BriefingKind.REPORT or LeftOut.STAGES in told.left_out:
        return []
    if are_stages_told(told):
        return []
    return [
        _(
            "Stages are told as one number, or not told, where they would tell how a few cases "
            "ended."
        )
    ]


def left_out(told: Told) -> list[str]:
    """Return which totals are told nowhere in the paper."""
    labels = [str(LeftOut(part).label) for part in told.left_out]
    return (
        [_("Left out of this paper: %(totals)s.") % {"totals": ", ".join(labels)}] if labels else []
    )


def as_text(sheet: dict[str, Any]) -> str:
    """Return a stored sheet as plain text to paste, annex and sources at its end."""
    found = [sheet["title"].upper(), sheet["subtitle"], sheet["number"], ""]
    for part in sheet["parts"]:
        found += [part["heading"]] if part["heading"] else []
        found += [*part["paragraphs"], ""]
    for index, (name, about, url) in enumerate(sheet["sources"], start=1):
        found.append(" ".join(word for word in (f"[{index}]", name, about, url) if word))
    found += ["", sheet["annex"], *filter(None, [sheet.get("known")])]
    drawn = [picture["table"] for picture in sheet.get("pictures", ())]
    for table in (*drawn, *sheet["tables"]):
        found += ["", table["title"]]
        found += [" | ".join(row) for row in (table["columns"], *table["rows"])]
    return "\n".join([*found, "", *sheet["notes"]]) + "\n"
