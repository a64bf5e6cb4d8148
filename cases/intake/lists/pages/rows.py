"""Rows of a list in words: what was read, what is wrong, who on record may be the same."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.citizens.choices import Sex
from cases.citizens.named import name_shown
from cases.citizens.names.marks import spellings
from cases.citizens.search.judging import Candidate
from cases.citizens.search.reasons import reasons_told
from cases.core.actor import Actor
from cases.core.partial import PartialDate
from cases.core.possible import possible_on
from cases.intake.doubles import cases_of
from cases.intake.lists.answers.differences import DECISIONS
from cases.intake.lists.choices import OF_ANSWERS, ListField, RowState
from cases.intake.lists.doubles import doubles_of
from cases.intake.lists.headings import seen
from cases.intake.lists.known import gazetteer
from cases.intake.lists.layout import layout_at
from cases.intake.lists.models import ListRow
from cases.intake.lists.queries import layouts_of, said_of
from cases.intake.lists.reading.tables import letter
from cases.intake.lists.said import sentence_of
from cases.intake.lists.serializers import reason_words
from cases.intake.lists.twins import twins_of
from cases.intake.pages_doubles import case_row
from cases.places.choices import Country
from cases.procedures.choices import Taking
from cases.templatetags.moments import partial_words

IN_PLACE: Final = (
    *OF_ANSWERS,
    ListField.FULL_NAME,
    ListField.FAMILY_NAME,
    ListField.GIVEN_NAME,
    ListField.BIRTH,
    ListField.AGE,
    ListField.SEX,
    ListField.DOCUMENT_NUMBER,
)
"""What is mended most, and how a person is told from another."""
PARTS: Final = frozenset({ListField.BIRTH_DAY, ListField.BIRTH_MONTH, ListField.BIRTH_YEAR})
"""A date that is told in three columns is mended as a whole."""
WHAT_DIFFERS: Final = {name: ListField(at) for at, name in DECISIONS.items()}
COMPARED: Final = frozenset({RowState.LIKELY_DOUBLE, RowState.PARKED, RowState.NEEDS_FIXING})


def row_lines(actor: Actor, rows: Sequence[ListRow], show: str) -> list[dict[str, Any]]:
    """Return what the page says of some rows; those on record are looked for in one go."""
    compared = [row for row in rows if row.state == RowState.LIKELY_DOUBLE]
    found = doubles_of(actor, compared, gazetteer(actor)) if compared else {}
    cases = cases_of(actor, [one.citizen["pk"] for some in found.values() for one in some])
    listed = listed_people(actor, [row.received_id for row in compared[:1]], list(cases))
    twins = twins_of(actor, rows)
    return [
        row_words(actor, row, found.get(row.pk, ()), cases, show, listed=listed, twins=twins)
        for row in rows
    ]


Listed = Mapping[int, int]


def listed_people(actor: Actor, lists: Sequence[int], people: Sequence[int]) -> Listed:
    """Return person -> in which row of the same list she stands already."""
    rows = ListRow.objects.visible_to(actor).filter(received__in=lists, citizen__in=people)
    return dict(rows.order_by("-pk").values_list("citizen_id", "number"))


def row_words(
    actor: Actor,
    row: ListRow,
    found: Sequence[Candidate],
    cases: Mapping[int, Sequence[Any]],
    show: str,
    *,
    listed: Listed,
    twins: Mapping[str, ListRow],
) -> dict[str, Any]:
    """Return what the page says of one row, and what can be done with it."""
    offered = possible_on(actor, "list-rows", row)
    verbs = {item.declared.verb: item for item in offered if item.is_possible}
    faults = [sentence_of(problem) for problem in row.problems if problem["is_fault"]]
    return {
        "key": str(row.uuid),
        "once": str(uuid4()),
        "once_split": str(uuid4()),
        "once_one": str(uuid4()),
        "version": row.version,
        "sheet": row.received.sheet_name(row.sheet),
        "number": row.number,
        "name": name_shown(row.values.get("full_name", "")),
        "cells": [text for cell in row.cells if (text := seen(cell))],
        "facts": facts_of(row),
        "state": RowState(row.state).words,
        "reason": reason_words(row.state, row.reason),
        "faults": faults,
        "notes": [sentence_of(problem) for problem in row.problems if not problem["is_fault"]],
        "case": case_row(row.case) if row.case else None,
        "url": row.get_absolute_url(),
        "acts": {verb.replace("-", "_"): act_url(row, verb) for verb in verbs},
        "several": [name or _("without a name") for name in row.people] if "split" in verbs else [],
        "one": row.people
        if "correct" in verbs and all(row.people) and len(row.people) == 2
        else [],
        "twins": [twin_words(twins[key]) for key in row.twins if key in twins],
        "fields": fields_of(row) if "correct" in verbs else [],
        "spellings": spellings_of(row) if "correct" in verbs else [],
        "people": [person_words(one, cases.get(one.citizen["pk"], ()), listed) for one in found],
        "show": show,
    }


def twin_words(other: ListRow) -> dict[str, Any]:
    """Return what the page says of another row that may be of the same person."""
    return {
        "key": str(other.uuid),
        "once": str(uuid4()),
        "once_apart": str(uuid4()),
        "sheet": other.received.sheet_name(other.sheet),
        "number": other.number,
        "name": name_shown(other.values.get("full_name", "")),
        "facts": facts_of(other),
        "url": other.get_absolute_url(),
    }


def spellings_of(row: ListRow) -> list[str]:
    """Return how a name that came without marks is likely written, the likeliest first."""
    return [*spellings(row.values.get("full_name", ""), row.values.get("sex", ""))[:-1]]


def act_url(row: ListRow, verb: str) -> str:
    """Return the address of an act on a row."""
    return reverse("list_row_operation", args=[row.uuid, verb])


def facts_of(row: ListRow) -> list[str]:
    """Return what was read of a row, shortly."""
    values = row.values
    sexes: dict[str, Any] = dict(Sex.choices)
    number = values.get("document_number") or values.get("personal_number", "")
    facts = [
        birth_words(values.get("birth", "")) or between_words(values.get("born_between", "")),
        str(sexes.get(values.get("sex", ""), "")),
        number,
        country_words(values.get("nationality", "")),
        values.get("address", ""),
    ]
    return [fact for fact in facts if fact]


def country_words(code: str) -> str:
    """Return of which other country a person is; nothing is said of ours."""
    return "" if code in {"", Country.VN} else str(Country(code).label)


def birth_words(text: str) -> str:
    """Return a birth date that was read in words."""
    try:
        return partial_words(PartialDate.parse(text))
    except ValueError:
        return text


def between_words(text: str) -> str:
    """Return in which years somebody was born whose age is told, in words."""
    first, _sign, last = text.partition("/")
    return _("born %(first)s or %(last)s") % {"first": first, "last": last} if last else ""


def fields_of(row: ListRow) -> list[dict[str, Any]]:
    """Return the cells that are mended in place: those with a fault, and those that matter most."""
    said = said_of(row)
    wrong: dict[str, list[str]] = {}
    for problem in row.problems:
        if problem["is_fault"] and problem["field"]:
            wrong.setdefault(problem["field"], []).append(sentence_of(problem))
    often = {*IN_PLACE, *(PARTS if PARTS & wrong.keys() else ())}
    shown = [name for name in ListField.values if name in wrong or (name in often and name in said)]
    return [
        {
            "name": name,
            "label": ListField(name).label,
            "value": said.get(name, ""),
            "faults": wrong.get(name, []),
        }
        for name in shown
    ]


def person_words(found: Candidate, cases: Sequence[Any], listed: Listed) -> dict[str, Any]:
    """Return what the page says of somebody on record."""
    person = found.citizen
    row = listed.get(person["pk"])
    same_list = _("Stands in row %(row)s of this list") % {"row": row}
    birth = ""
    if person["birth_on"]:
        birth = partial_words(PartialDate(person["birth_on"], person["birth_precision"]))
    return {
        "key": str(person["uuid"]),
        "once": str(uuid4()),
        "name": name_shown(person["full_name"]),
        "birth": birth,
        "reasons": [
            *([{"sentence": same_list, "speaks": ""}] if row else []),
            *reasons_told(found.reasons),
        ],
        "cases": [case_row(case) for case in cases],
    }


def row_context(actor: Actor, row: ListRow) -> dict[str, Any]:
    """Return everything the page of one row shows."""
    found: Sequence[Candidate] = ()
    if row.state in COMPARED and row.values and not row.is_set_aside:
        found = doubles_of(actor, [row], gazetteer(actor)).get(row.pk, [])
    cases = cases_of(actor, [one.citizen["pk"] for one in found])
    labels = labels_of(row)
    return {
        "row": row_words(
            actor,
            row,
            found,
            cases,
            "",
            listed=listed_people(actor, [row.received_id], list(cases)),
            twins=twins_of(actor, [row]),
        ),
        "received": row.received,
        "cells": [
            {"label": seen(labels.get(index, "")) or letter(index), "value": seen(cell)}
            for index, cell in enumerate(row.cells)
            if seen(cell)
        ],
        "corrected": [corrected_words(name, text) for name, text in row.corrected.items()],
    }


def corrected_words(name: str, text: str) -> dict[str, str]:
    """Return what was put in place of a cell, or decided about what differs."""
    if name in WHAT_DIFFERS:
        return {"label": str(WHAT_DIFFERS[name].label), "value": str(Taking(text).label)}
    return {"label": str(ListField(name).label), "value": text}


def labels_of(row: ListRow) -> dict[int, str]:
    """Return what stands above the columns of a row."""
    layout = layout_at(layouts_of(row.received), row.sheet, row.number)
    return dict(enumerate(layout.labels)) if layout else {}
