"""The sheet of a briefing in one language: what is printed, shown and given as text to paste."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from cases.briefings.choices import BriefingKind, LeftOut
from cases.briefings.composing.amounts import day, moment, named
from cases.briefings.composing.numbers import are_stages_told, numbers_of
from cases.briefings.composing.pictures import Picture, pictures
from cases.briefings.composing.sentences import paragraphs
from cases.briefings.composing.sources import Sources
from cases.briefings.composing.tables import TableRows, tables
from cases.briefings.composing.told import Told

Words = Mapping[str, str]
"""The free sentences of one language: context, advice, contact; position lines as told."""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or two under a heading; the first part has none."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of sentences and an annex of tables and notes."""

    kind: str
    language: str
    title: str
    subtitle: str
    number: str
    parts: tuple[Part, ...]
    sources: tuple[tuple[str, str, str], ...]
    annex: str
    tables: tuple[TableRows, ...]
    notes: tuple[str, ...]
    pictures: tuple[Picture, ...] = ()

    def frozen(self) -> dict[str, Any]:
        """Return the sheet as it is stored, shown and printed."""
        return asdict(self)


def composed(told: Told, words: Words, language: str) -> Sheet:
    """Return the sheet in `language`; `words` are the free sentences in it."""
    with translation.override(language):
        sources = Sources(told)
        body = paragraphs(told, sources)
        parts = [Part("", tuple(body.lead))]
        if words.get("context"):
            parts.append(Part("", tuple(lines(words["context"]))))
        headed = (
            (_("Where things stand"), body.standing),
            (_("What is being done"), body.doing),
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
            subtitle=_("%(incident)s. As of %(day)s")
            % {
                "incident": named(told.titles),
                "day": day(told.at, told.zone, is_day=told.is_day),
            },
            number=told.number,
            parts=tuple(parts),
            sources=sources.listed(),
            annex=_("Annex"),
            tables=tuple(tables(told)),
            notes=tuple(notes(told)),
            pictures=tuple(pictures(told, numbers_of(told))),
        )


def lines(text: str) -> list[str]:
    """Return the paragraphs of a free text."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def notes(told: Told) -> list[str]:
    """Return what a reader of the tables has to know."""
    known = moment(told.known_at, told.zone, is_day=False)
    return [
        _("Counted is who has a case in this incident, each person once, as known on %(day)s.")
        % {"day": known},
        _(
            "Totals, by country and by stage are exact. Where a number says something about people "
            "(sex, age, custody, place, waiting, how a case ended, a mission), 1 to %(most)s are "
            "told as “fewer than %(few)s”; a range, or “not told”, keeps such a number from being "
            "computed from the others."
        )
        % {"most": told.smallest - 1, "few": told.smallest},
        *left_out(told),
        *stages_together(told),
        _("Times are those of %(zone)s.") % {"zone": told.zone},
    ]


def stages_together(told: Told) -> list[str]:
    """Return that stages are told as one number, or not at all."""
    if told.kind != BriefingKind.REPORT or are_stages_told(told):
        return []
    return [
        _(
            "Where each stage by itself would tell how a few cases ended, the last ones are told "
            "as one number, or none is told."
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
    found += ["", sheet["annex"]]
    drawn = [picture["table"] for picture in sheet.get("pictures", ())]
    for table in (*drawn, *sheet["tables"]):
        found += ["", table["title"]]
        found += [" | ".join(row) for row in (table["columns"], *table["rows"])]
    return "\n".join([*found, "", *sheet["notes"]]) + "\n"
