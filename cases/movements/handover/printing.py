"""The minutes of a handover and its annex on health, printed by the press of letters.

Of a signed one the print says what was frozen (`HandoverLine.shown`), whatever was corrected on the
person since; of a draft it says that it is one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from cases.citizens.choices import DocumentKind, Sex
from cases.citizens.named import name_shown
from cases.citizens.names.marks import spellings
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Problem, invalid, not_for_role
from cases.core.partial import PartialDate
from cases.core.roles import FILE
from cases.letters.days import day_words, head_day, partial_words
from cases.letters.press import fonts, pressed
from cases.movements.handover.choices import HandoverState, LineState
from cases.movements.handover.frozen import documents_of, shown_of
from cases.movements.handover.models import Handover, HandoverHealth, HandoverLine
from cases.movements.handover.pages.words import count_rows, provinces_of, side_words
from cases.movements.handover.papers import count_label, paper_label
from cases.movements.handover.queries import health_of, lines_in_sight
from cases.procedures.choices import RestrictedGroup
from cases.templatetags.moments import as_dates

LANGUAGES = ("vi", "en", "fr")
HEALTH = "health"
Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be printed: in which language, the minutes or the annex on health."""

    language: str
    is_annex: bool = False

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> Self:
        """Return what an address asks for; 422 for what there is not."""
        language, annex = asked.get("language", "vi"), asked.get("annex", "")
        if language not in LANGUAGES:
            words = _("This takes one of: %(allowed)s.") % {"allowed": ", ".join(LANGUAGES)}
            raise invalid([Problem("language", "invalid_choice", words)])
        if annex not in {"", HEALTH}:
            words = _("This takes one of: %(allowed)s.") % {"allowed": HEALTH}
            raise invalid([Problem("annex", "invalid_choice", words)])
        return cls(language, annex == HEALTH)


def printed_of(actor: Actor, handover: Handover, wanted: Wanted) -> tuple[bytes, list[int]]:
    """Return the file, and the lines of whom it tells.

    The annex is for whoever reads health, and tells of those alone of whom something is noted.
    """
    if wanted.is_annex and not (actor.sees(RestrictedGroup.HEALTH) and actor.sees(FILE)):
        raise not_for_role()
    lines = lines_in_sight(actor, handover)
    documents = documents_of(actor, lines)
    day = present.today(handover.place.zone)
    for line in lines:
        line.shown = line.shown or shown_of(line, documents[line.case.citizen_id], day)
    with override(wanted.language):
        data = head_of(handover, wanted.language)
        if wanted.is_annex:
            health = health_of(actor, handover)
            lines = [line for line in lines if line.pk in {row.line_id for row in health}]
            data |= annex_of(lines, health)
        else:
            data |= minutes_of(handover, lines, wanted.language)
        (printed,) = pressed([("handover", data)])
    return printed.pdf, [line.pk for line in lines]


def head_of(handover: Handover, language: str) -> Told:
    """Return what both prints begin with: which handover, where, when, between whom."""
    mission = handover.mission
    is_draft = handover.state == HandoverState.DRAFT
    at = handover.occurred_at or handover.prepared_at
    local = at.astimezone(ZoneInfo(handover.place.zone))
    return {
        "language": language,
        "draft": is_draft,
        "number": handover.number,
        "footer": handover.number,
        "date": head_day(local.date(), language, mission.city, buddhist=False),
        "date_thai": "",
        "mission": {
            "name_vi": mission.name_vi or mission.name,
            "name_en": mission.label if language == "fr" else mission.name,
            "contact": "",
        },
        "addressee": {"name": "", "local": "", "local_language": "en"},
        **dict.fromkeys(("remark", "replaces"), ""),
        **{"copies": [], "missing": [], "v": {}, "labels": {}},
        "fonts": fonts(),
        "timestamp": int(at.timestamp()),
        "state": state_words(handover),
        "facts": fact_rows(handover, local, language),
        "counts": [],
        "provinces": [],
        "reported": [],
        "without_marks": "",
        "remarks": "",
        "digest": "",
        "sides": [],
        "words": words(),
    }


def words() -> Told:
    """Return the headings of the print in the language that is active."""
    return {
        "counts": _("Counted against the list"),
        "provinces": _("By home province"),
        "reported": _("As reported by others"),
        "people": _("People"),
        "remarks": _("Remarks"),
        "digest": _("Digest (SHA-256)"),
        "sign": _("(signature, full name)"),
    }


def state_words(handover: Handover) -> str:
    """Return what a reader must know of a print that no longer stands; empty for one that does."""
    if handover.state == HandoverState.CORRECTED:
        return _("Corrected by a later handover")
    if handover.state == HandoverState.VOIDED:
        return _("Void")
    return ""


def fact_rows(handover: Handover, local: datetime, language: str) -> list[Told]:
    """Return where, when and between whom."""
    rows = [
        (_("Place"), handover.place.label),
        (_("Day"), when_words(handover, local, language)),
        (_("Handed over by"), handing_words(handover)),
        (_("Received by"), receiving_words(handover)),
    ]
    if handover.corrects is not None:
        said = {"number": handover.corrects.number, "why": handover.correct_reason}
        rows.append((_("Corrects"), _("%(number)s: %(why)s") % said))
    return [{"label": label, "value": value or "…"} for label, value in rows]


def when_words(handover: Handover, local: datetime, language: str) -> str:
    """Return when it was as a row tells it, no more precisely than known; empty before it is."""
    first, last = handover.occurred_from, handover.occurred_at
    if first is None or last is None:
        return ""
    if first == last:
        return f"{day_words(local.date(), language)}, {local:%H:%M}"
    dates = as_dates(first, last, handover.place.zone)
    return " – ".join(partial_words(one, language) for one in dates)


def handing_words(handover: Handover) -> str:
    """Return who hands over."""
    return side_words(handover.handed_name, handover.handed_function, handover.handed_body)


def receiving_words(handover: Handover) -> str:
    """Return who receives."""
    body = ", ".join(filter(None, (str(handover.received_by or ""), handover.received_body)))
    return side_words(handover.received_name, handover.received_function, body)


def minutes_of(handover: Handover, lines: Sequence[HandoverLine], language: str) -> Told:
    """Return the receipt, at the gate of home the minutes: counts, people, remarks, two sides."""
    day: date = present.today(handover.place.zone)
    at_home = handover.kind != "from_host"
    body = ", ".join(filter(None, (str(handover.received_by or ""), handover.received_body)))
    sides = (
        (
            _("For those who hand over"),
            handover.handed_name,
            handover.handed_function,
            handover.handed_body,
        ),
        (_("For those who receive"), handover.received_name, handover.received_function, body),
    )
    return {
        "title": title_of(handover),
        "counts": count_rows(lines, day),
        "provinces": provinces_of(lines) if at_home else [],
        "reported": [
            {
                "label": count_label(row["count"]),
                "value": str(row["number"]),
                "note": _("as %(who)s says") % {"who": row["said_by"]},
            }
            for row in handover.reported
        ],
        "columns": [
            {"label": "#", "wide": False},
            {"label": _("Name"), "wide": True},
            {"label": _("Born"), "wide": False},
            {"label": _("Papers that go along"), "wide": True},
            {"label": _("Home province"), "wide": False},
            {"label": _("Result"), "wide": True},
        ],
        "rows": [row_of(line, language) for line in lines],
        "without_marks": without_marks(lines),
        "remarks": handover.remarks,
        "digest": handover.digest,
        "sides": [
            {"title": title, "name": name, "more": ", ".join(filter(None, (function, where)))}
            for title, name, function, where in sides
        ],
    }


def title_of(handover: Handover) -> str:
    """Return what the paper is called."""
    if handover.kind == "home_gate":
        return _("Minutes of handover at the gate")
    if handover.kind == "home_province":
        return _("Minutes of handover to the home provinces")
    return _("Receipt of handover")


def row_of(line: HandoverLine, language: str) -> list[str]:
    """Return one person as a row of the table, as she was when it was frozen."""
    shown: Told = line.shown or {}
    sex = Sex(shown["sex"]).label if shown.get("sex") in Sex.values else ""
    stored = str(shown.get("birth", ""))
    birth = partial_words(PartialDate.parse(stored), language) if stored else ""
    born = " · ".join(part for part in (birth, str(sex)) if part)
    papers = [*(paper_label(code) for code in line.papers), line.belongings]
    documents = [document_words(row) for row in shown.get("documents", ())]
    state = [str(LineState(line.state).label), line.reason, line.whereabouts, line.remarks]
    to = [shown.get("province", ""), line.received_body]
    return [
        str(line.position),
        "\n".join(filter(None, (name_of(line), shown.get("reference", ""), *documents))),
        born,
        "; ".join(filter(None, papers)),
        ", ".join(filter(None, to)),
        ". ".join(filter(None, state)),
    ]


def name_of(line: HandoverLine) -> str:
    """Return the name, with a star where it lacks the marks that it likely has."""
    name = str((line.shown or {}).get("name", ""))
    return f"{name} *" if spellings(name) else name_shown(name)


def without_marks(lines: Sequence[HandoverLine]) -> str:
    """Return what the star behind a name says; empty where there is none."""
    is_any = any(spellings(str((line.shown or {}).get("name", ""))) for line in lines)
    return _("* The name stands on record without marks.") if is_any else ""


def document_words(row: Mapping[str, str]) -> str:
    """Return a paper on record: kind and number."""
    kind = row.get("kind", "")
    label = str(DocumentKind(kind).label) if kind in DocumentKind.values else kind
    return f"{label} {row.get('number', '')}".strip()


def annex_of(lines: Sequence[HandoverLine], health: Sequence[HandoverHealth]) -> Told:
    """Return the annex on health: closed, for whoever takes care of the people."""
    by_line: dict[int, list[str]] = {line.pk: [] for line in lines}
    for row in health:
        by_line[row.line_id].append(row.words)
    return {
        "title": _("Annex on health: closed, for those who take care of the people"),
        "without_marks": without_marks(lines),
        "columns": [
            {"label": "#", "wide": False},
            {"label": _("Name"), "wide": False},
            {"label": _("What must be known"), "wide": True},
        ],
        "rows": [
            [
                str(line.position),
                name_of(line),
                "\n".join(by_line[line.pk]),
            ]
            for line in lines
        ],
    }
