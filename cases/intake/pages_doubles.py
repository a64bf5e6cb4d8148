"""Who is perhaps registered already, in words, with what can be done about it."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.casework.choices import Outcome, Stage
from cases.casework.models import Case
from cases.citizens.models import Citizen, PossibleDouble
from cases.citizens.named import name_shown
from cases.citizens.search.judging import Candidate
from cases.citizens.search.reasons import reasons_told
from cases.core.actor import Actor
from cases.core.errors import Refused
from cases.core.guards import hindrance
from cases.intake.doubles import LIKELY_DOUBLE, cases_of
from cases.templatetags.moments import partial_words

CARRIED = ("incident", "report_source")
"""What the case of the same person is opened with; codes alone, since it stands in an address."""


def double_rows(actor: Actor, refusal: Refused, typed: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return whom a refusal names, the likeliest first; nothing for another refusal."""
    if refusal.code != LIKELY_DOUBLE:
        return []
    return people_rows(
        actor,
        {
            named["citizen"]: [reason["code"] for reason in named["reasons"]]
            for named in refusal.extra["candidates"]
        },
        typed,
    )


def likely_rows(
    actor: Actor, found: Sequence[Candidate], typed: Mapping[str, str], apart: Collection[str]
) -> list[dict[str, Any]]:
    """Return whom what was typed likely is; `apart` are those of whom the officer denies it."""
    reasons = {str(double.citizen["uuid"]): double.reasons for double in found}
    rows = people_rows(actor, reasons, typed)
    return [row | {"is_apart": row["key"] in apart} for row in rows]


def people_rows(
    actor: Actor, reasons: Mapping[str, Sequence[str]], typed: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return what the page says of each of some people in sight, in the order given."""
    rows = Citizen.objects.visible_to(actor).filter(uuid__in=list(reasons))
    people = {str(row.uuid): row for row in rows.select_related("origin_province")}
    cases = cases_of(actor, [row.pk for row in people.values()])
    return [
        double_row(actor, people[key], reasons[key], cases.get(people[key].pk, ()), typed)
        for key in reasons
        if key in people
    ]


def double_row(
    actor: Actor,
    person: Citizen,
    reasons: Sequence[str],
    cases: Sequence[Case],
    typed: Mapping[str, str],
) -> dict[str, Any]:
    """Return what the page says of one person."""
    return {
        "key": str(person.uuid),
        "name": name_shown(person.full_name),
        "birth": partial_words(person.birth) if person.birth else "",
        "province": str(person.origin_province) if person.origin_province else "",
        "reasons": reasons_told(reasons),
        "cases": [case_row(case) for case in cases],
        "same": same_person(actor, person, cases, typed),
        "is_apart": False,
    }


def case_row(case: Case) -> dict[str, Any]:
    """Return what the page says of one case."""
    return {
        "url": case.get_absolute_url(),
        "reference": case.reference,
        "stage": case.stage or "closed",
        "stage_label": Stage(case.stage).label if case.stage else _("Void"),
        "held": case.held,
    }


def same_person(
    actor: Actor, person: Citizen, cases: Sequence[Case], typed: Mapping[str, str]
) -> dict[str, str]:
    """Return where the same person is gone on with: her case in the incident, or a new one."""
    chosen = typed.get("incident", "")
    for case in cases:
        goes_on = case.stage and case.outcome != Outcome.DUPLICATE
        if goes_on and case.incident.code == chosen:
            label = _("The same person: go on with case %(reference)s")
            return {
                "url": case.get_absolute_url(),
                "label": label % {"reference": case.reference},
            }
    if not actor.may("case.open") or hindrance(actor, person)("open_case") is not None:
        return {}
    query = urlencode({name: typed[name] for name in CARRIED if typed.get(name)})
    address = reverse("citizen_operation", args=[person.uuid, "open-case"])
    return {"url": f"{address}?{query}", "label": _("The same person: open another case for her")}


def same_url(actor: Actor, pair: PossibleDouble) -> str:
    """Return where the newer record is linked to the one that stands for the older, for who may."""
    if not actor.may("citizen.link_same"):
        return ""
    address = reverse("citizen_operation", args=[pair.other.uuid, "link-same-person"])
    return f"{address}?{urlencode({'into': str(pair.citizen.uuid)})}"


def pair_rows(actor: Actor, pairs: Sequence[PossibleDouble]) -> list[dict[str, Any]]:
    """Return the lines of headquarters' list, with the addresses that say what the two are."""
    people = {person.pk: person for pair in pairs for person in (pair.citizen, pair.other)}
    cases = cases_of(actor, list(people))
    return [
        {
            "key": str(uuid4()),
            "other_key": str(pair.other.uuid),
            "people": [
                {
                    "name": name_shown(person.full_name),
                    "birth": partial_words(person.birth) if person.birth else "",
                    "cases": [
                        case_row(case) | {"mission": case.mission.label}
                        for case in cases.get(person.pk, ())
                    ],
                }
                for person in (pair.citizen, pair.other)
            ],
            "reasons": reasons_told(pair.reasons),
            "same_url": same_url(actor, pair),
            "different_url": reverse(
                "citizen_operation", args=[pair.citizen.uuid, "declare-different"]
            ),
        }
        for pair in pairs
    ]
