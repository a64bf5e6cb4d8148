"""The page on which letters are issued together: which letter, then to whom, then the button."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from cases.casework.models import Case
from cases.citizens.models import Relative
from cases.citizens.named import name_shown
from cases.core import present
from cases.core.actor import Actor
from cases.core.disclosure import disclose_rows
from cases.core.many import BULK_LIMIT
from cases.core.web import Page
from cases.letters.choices import Addressed
from cases.letters.contradiction import Contradiction
from cases.letters.facts import Facts, facts_of
from cases.letters.kinds import Kind, kinds
from cases.letters.operations.rows import drafted
from cases.letters.operations.together import why_without
from cases.letters.pages.detail import opened
from cases.letters.pages.words import told_once
from cases.letters.relatives import may_be_told, with_chosen
from cases.letters.writing import as_typed

Row = dict[str, Any]


def together_page(
    actor: Actor, references: Sequence[str], letter: str, typed: Mapping[str, Sequence[str]]
) -> Page:
    """Return the page for some cases; `typed`: what was typed and chosen so far."""
    kind = kinds().get(letter)
    extra: Row = {"how_many": len(references), "chosen": None}
    if kind is not None:
        extra |= letter_row(kind) | people_row(actor, kind, references, typed)
    extra["choices"] = [
        {
            "title": one.title,
            "url": "?" + urlencode({"letter": one.code, "cases": references}, doseq=True),
        }
        for one in kinds().values()
    ]
    return Page(
        describe=lambda *_: {},
        done=opened,
        cancel=reverse("worklist"),
        initial={"cases": references} if references else {},
        extra=extra,
    )


def letter_row(kind: Kind) -> Row:
    """Return what is asked of a kind of letter."""
    return {
        "chosen": kind.title,
        "has_addressee": kind.to in {Addressed.HOME, Addressed.HOST, Addressed.ANY},
        "has_languages": len(kind.languages) > 1,
    }


def people_row(
    actor: Actor, kind: Kind, references: Sequence[str], typed: Mapping[str, Sequence[str]]
) -> Row:
    """Return to whom the notice about each goes, who cannot have one and why, what contradicts.

    Of several relatives none is chosen beforehand; of a person with two cases one is chosen once.
    """
    picked = typed.get("relatives", ())
    named = [one for one in references[:BULK_LIMIT] if one.isprintable()]
    cases = list(Case.objects.visible_to(actor).filter(reference__in=named).order_by("reference"))
    disclose_rows("case.listed", "list_cases", Case, [case.pk for case in cases], by=["case"])
    known = facts_of(actor, cases, present.now())
    to: dict[int, Row] = {}
    facts, without = [], []
    for case in cases:
        told = may_be_told(known[case.pk]) if kind.to == Addressed.FAMILY else []
        chosen = next((row for row in told if str(row.uuid) in picked), None)
        facts.append(with_chosen(known[case.pk], chosen))
        if told:
            add_to(to, known[case.pk], told, chosen)
    odd: list[tuple[str, Contradiction]] = []
    for draft in drafted(actor, kind, facts, **as_typed(actor, kind, typed)):
        case, why = draft.facts.case, why_without(actor, draft, {"addressee"})
        if why and case.citizen_id not in to:
            name = name_shown(case.citizen.full_name)
            without.append({"name": name, "case": case.reference, "why": why.words})
        odd += [] if why else [(case.reference, row) for row in draft.contradictions]
    return {
        "people": list(to.values()),
        "without": without,
        "contradictions": told_once(odd),
    }


def add_to(
    to: dict[int, Row], facts: Facts, told: Sequence[Relative], chosen: Relative | None
) -> None:
    """Add the relatives of one case to those of its person."""
    person = facts.case.citizen
    row = to.setdefault(
        person.pk, {"name": name_shown(person.full_name), "cases": [], "relatives": {}}
    )
    row["cases"].append(facts.case.reference)
    row["relatives"] |= {str(one.uuid): str(one) for one in told}
    row["picked"] = str(chosen.uuid) if chosen is not None else row.get("picked", "")
