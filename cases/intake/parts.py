"""What is missing or cannot be right in the parts of a new case, all of it at once."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from cases.casework.operations.opening import refuse_before_birth
from cases.casework.operations.way import check_sides
from cases.citizens.choices import DocumentKind
from cases.citizens.models import Citizen
from cases.citizens.numbers import check_number_form, check_phone
from cases.citizens.operations.register import set_birth
from cases.core.errors import Problem, Refused, Sentence
from cases.crossings.models import Crossing
from cases.places.models import Place

Said = Mapping[str, Any]

RELATIVE = ("relative_name", "relative_relation", "relative_phone", "relative_may_be_informed")
"""The number of another case is no part of it: alone it says that two are of one group."""
DOCUMENT = (
    "document_kind",
    "document_number",
    "document_status",
    "document_country",
    "document_expires_on",
    "document_holder_name",
)
CROSSING = (
    "crossing_from",
    "crossing_to",
    "crossing_left_from",
    "crossing_entered_at",
    "crossing_when",
    "crossing_manner",
    "crossing_is_regular",
    "crossing_source",
)
NEEDED: tuple[tuple[tuple[str, ...], dict[str, Sentence]], ...] = (
    (
        RELATIVE,
        {
            "relative_name": _("Give the name of the relative."),
            "relative_relation": _("Say how this person is related."),
        },
    ),
    (
        DOCUMENT,
        {
            "document_kind": _("Say which document it is."),
            "document_status": _("Say where the document is."),
        },
    ),
    (
        CROSSING,
        {
            "crossing_from": _("Say from which country."),
            "crossing_to": _("Say into which country."),
            "crossing_when": _("Say when the border was crossed, at least the day."),
            "crossing_source": _("Say who says so."),
        },
    ),
)
SIDES = (("crossing_from", "crossing_left_from"), ("crossing_to", "crossing_entered_at"))
SIDE_NAMES = {
    "from_country": "crossing_from",
    "to_country": "crossing_to",
    "left_from": "crossing_left_from",
    "entered_at": "crossing_entered_at",
}


def countries_of(said: Said) -> dict[str, str]:
    """Return both countries of the crossing; one not said is that of the place.

    Of a ford or a bridge the other side is known too: that of the place opposite.
    """
    of_places = [getattr(said.get(place), "country", "") for _name, place in SIDES]
    beyond = [opposite_country(said.get(place)) for _name, place in reversed(SIDES)]
    return {
        country: str(said.get(country) or here or there)
        for (country, _place), here, there in zip(SIDES, of_places, beyond, strict=True)
    }


def opposite_country(place: Place | None) -> str:
    """Return the country across the border from a place, "" where none is known."""
    opposite = place.opposite if place else None
    return opposite.country if opposite else ""


def part_problems(said: Said, faulty: Collection[str] = ()) -> list[Problem]:
    """Return what is missing or malformed, at its field; of what was said alone.

    `faulty` names the fields that have a fault already: they count as said.
    """
    return [*missing(said, faulty), *malformed(said)]


def missing(said: Said, faulty: Collection[str]) -> Iterator[Problem]:
    """Yield what every part needs of which anything was said."""
    settled = {*faulty, *(country for country, place in SIDES if place in faulty)}
    full = {**said, **countries_of(said)}
    full["relative_name"] = said.get("relative_name") or said.get("relative_case")
    for names, sentences in NEEDED:
        if not any(said.get(name) or name in faulty for name in names):
            continue
        for name, sentence in sentences.items():
            if not full.get(name) and name not in settled:
                yield Problem(name, "needed", sentence)


def malformed(said: Said) -> Iterator[Problem]:
    """Yield the numbers that cannot be right."""
    for name in ("phone", "relative_phone"):
        yield from caught(check_phone, said.get(name) or "", name)
    kind, number = said.get("document_kind") or "", said.get("document_number") or ""
    yield from caught(check_number_form, kind, number, "document_number")
    personal = said.get("personal_number") or ""
    yield from caught(check_number_form, DocumentKind.PERSONAL_NUMBER, personal, "personal_number")


def fact_problems(said: Said, zone: str, known: datetime) -> list[Problem]:
    """Return the dates after `known` or before birth, and the sides of the border that clash."""
    today = known.astimezone(ZoneInfo(zone)).date()
    found: dict[str, Problem] = {}
    for problem in (
        *caught(set_birth, Citizen(), said.get("birth"), today),
        *wrong_moments(said, zone, known),
        *wrong_sides(said),
    ):
        found.setdefault(problem.field, problem)
    return list(found.values())


def wrong_moments(said: Said, zone: str, known: datetime) -> Iterator[Problem]:
    """Yield the moments that have not passed yet, or passed before the person was born."""
    birth = said.get("birth")
    person = Citizen(birth_on=birth.first if birth else None)
    opening = "came_in" if said.get("came_in") else "reported"
    side = said.get("crossing_entered_at") or said.get("crossing_left_from")
    zones = {"reported": zone, "came_in": zone, "crossing_when": side.zone if side else zone}
    for name, at in zones.items():
        when = said.get(name)
        if when is None:
            continue
        problems = caught(when.resolve, at, known, field=name)
        if not problems and name in {opening, "crossing_when"}:
            interval = when.resolve(at, known, field=name)
            problems = caught(refuse_before_birth, person, interval, zone, name)
        yield from problems


def wrong_sides(said: Said) -> Iterator[Problem]:
    """Yield what does not fit of the border: the two countries, then the place on each side."""
    countries = countries_of(said)
    if not all(countries.values()):
        return
    between = {"from_country": countries["crossing_from"], "to_country": countries["crossing_to"]}
    for side in ("left_from", "entered_at"):
        crossing = Crossing(**between, **{side: said.get(SIDE_NAMES[side])})
        for problem in caught(check_sides, crossing):
            yield Problem(SIDE_NAMES[problem.field], problem.code, problem.message)


def caught(check: Callable[..., object], *args: Any, **named: Any) -> list[Problem]:
    """Return the problems of the refusal that a check raises, none when it passes."""
    try:
        check(*args, **named)
    except Refused as refusal:
        return refusal.problems
    return []


def refuse_parts(said: Said) -> None:
    """Raise one refusal with everything that is missing or malformed."""
    problems = part_problems(said)
    if not problems:
        return
    several = _("Some of what was entered cannot be right.")
    message = problems[0].message if len(problems) == 1 else several
    raise Refused(message, problems[0].code, 422, problems=problems)
