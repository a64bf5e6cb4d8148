"""Whether the person of a new case is likely registered already, in sight of the one who asks."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.citizens.known_as import known_as
from cases.citizens.models import Citizen
from cases.citizens.numbers import issuer_of
from cases.citizens.search.doubles import likely_doubles, wait_for_others
from cases.citizens.search.judging import Candidate
from cases.citizens.search.newcomers import Newcomer
from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence

MOST: Final = 5
LIKELY_DOUBLE: Final = "likely_double"
PERHAPS: Final[Sentence] = _(
    "This person is perhaps registered already. Say whether it is the same person or another one."
)


def newcomer_of(said: Mapping[str, Any]) -> Newcomer:
    """Return what the form of a new case says of the person, under its names."""
    province = said.get("origin_province")
    phones = (said.get("phone") or "", said.get("relative_phone") or "")
    return Newcomer(
        full_name=said.get("full_name") or "",
        birth=said.get("birth"),
        sex=said.get("sex") or "",
        province=province.pk if province else None,
        document_kind=said.get("document_kind") or "",
        document_number=said.get("document_number") or "",
        document_country=issuer_of(
            said.get("document_kind") or "",
            said.get("document_country") or "",
            said.get("nationality") or "",
        ),
        card_number=said.get("personal_number") or "",
        phones=tuple(phone for phone in phones if phone),
    )


def refuse_doubles(actor: Actor, said: Mapping[str, Any], others: Sequence[Citizen]) -> None:
    """409 where somebody in sight is likely the same person and not among `others`.

    What two officers send at once is looked at one after the other.
    """
    newcomer = newcomer_of(said)
    wait_for_others(newcomer)
    found = likely_doubles(actor, newcomer, {other.pk for other in others})[:MOST]
    if found:
        raise already_registered(actor, found)


def already_registered(actor: Actor, found: Sequence[Candidate]) -> Refused:
    """409 with those who are likely the same person."""
    ids = [double.citizen["pk"] for double in found]
    cases = cases_of(actor, ids)
    return Refused(
        PERHAPS,
        LIKELY_DOUBLE,
        409,
        extra={"candidates": [candidate(double, cases) for double in found]},
        about=list(Citizen.objects.visible_to(actor).filter(pk__in=ids)),
    )


def candidate(double: Candidate, cases: Mapping[int, Sequence[Case]]) -> dict[str, Any]:
    """Return what a refusal says of one person: no word that stands on record of her."""
    return {
        "citizen": str(double.citizen["uuid"]),
        "cases": [case.reference for case in cases.get(double.citizen["pk"], ())],
        "reasons": [
            {"code": code, "sentence": sentence}
            for code, sentence in zip(double.reasons, double.sentences, strict=True)
        ],
    }


def cases_of(actor: Actor, people: Sequence[int]) -> dict[int, list[Case]]:
    """Return the cases on all records of people that the actor sees, the newest first."""
    heads = Citizen.objects.visible_to(actor).filter(pk__in=people, head__isnull=False)
    known = known_as(actor, list(heads.values_list("head_id", flat=True)))
    owners: dict[int, list[int]] = {}
    for person in people:
        for record in known.records(person):
            owners.setdefault(record, []).append(person)
    found: dict[int, list[Case]] = {}
    rows = Case.objects.visible_to(actor).filter(citizen_id__in=list(owners))
    rows = rows.select_related("incident", "mission")
    for case in rows.order_by("-opened_at", "reference"):
        for person in owners[case.citizen_id]:
            found.setdefault(person, []).append(case)
    return found
