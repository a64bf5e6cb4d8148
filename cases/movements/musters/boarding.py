"""What the head count at boarding says of who departs with a leg, and who is left behind.

A head count decides nothing: the act on the leg does. It proposes, and where the two differ it is
asked once, in words.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Problem, Refused, Sentence
from cases.movements.models import Leg, Movement
from cases.movements.musters.choices import Mark, MusterPoint
from cases.movements.musters.models import Muster
from cases.movements.musters.reading import Count, Person, count_of

STAYS: Final = (Mark.ABSENT.value, Mark.REFUSED.value, Mark.UNKNOWN.value)
"""Marks of who is proposed to be left behind."""
DIFFERS: Final = "head_count_differs"
ASKED_IN: Final = "count_overruled"
NOT_THERE: Sentence = _("Was not there at the departure.")
REFUSED_TO_COME: Sentence = _("Refused to come along.")
GOES: Sentence = _("%(who)s is to depart, and at the head count stands as: %(mark)s.")
GOES_DISPUTED: Sentence = _("%(who)s is to depart, and at the head count two officers differ.")
STAYS_THERE: Sentence = _("%(who)s is to be left behind, and at the head count stands as: present.")


def boarding_count(actor: Actor, leg: Leg) -> Count | None:
    """Return the last head count at boarding of a leg; None where nobody was counted for it.

    One of before the leg came back says nothing of who boards anew. A head count of everybody
    counts for the leg that begins where it was held.
    """
    rows = Muster.objects.visible_to(actor).filter(
        Q(leg=leg) | Q(leg__isnull=True, place=leg.from_place_id),
        movement=leg.movement_id,
        point=MusterPoint.BOARDING,
    )
    if leg.turned_back_at is not None:
        rows = rows.filter(opened_at__gte=leg.turned_back_at)
    rows = rows.select_related("movement", "leg", "place", "manifest")
    last = rows.order_by("-opened_at", "-pk").first()
    return count_of(actor, last, present.now()) if last is not None else None


def at_boarding(actor: Actor, leg: Leg) -> Mapping[int, Person]:
    """Return how each person stands at the last head count at boarding, by her case."""
    found = boarding_count(actor, leg)
    return {person.case_id: person for person in found.people} if found is not None else {}


def next_leg(actor: Actor, movement: Movement, number: str = "") -> Leg | None:
    """Return the leg under a number, else the first that has not departed."""
    rows = Leg.objects.visible_to(actor).standing().filter(movement=movement, departed_at=None)
    legs = list(rows.order_by("number"))
    return next((leg for leg in legs if str(leg.number) == number), next(iter(legs), None))


def to_leave(actor: Actor, leg: Leg) -> list[str]:
    """Return the numbers of the cases of those who are proposed to be left behind."""
    return [row.reference for row in at_boarding(actor, leg).values() if is_to_stay(row)]


def is_to_stay(person: Person) -> bool:
    """Whether somebody is proposed to be left behind: whoever counted did not see her board."""
    return person.mark in STAYS


def why_behind(counted: Mapping[int, Person], case_id: int) -> str:
    """Return what is written of somebody who is left behind."""
    person = counted.get(case_id)
    is_refusal = person is not None and person.mark == Mark.REFUSED
    return str(REFUSED_TO_COME if is_refusal else NOT_THERE)


def ask_of_count(
    counted: Mapping[int, Person], going: Sequence[Case], behind: Sequence[Case]
) -> None:
    """Raise 422, a question, where the act says otherwise than the head count; it names each."""
    problems = [
        Problem(ASKED_IN, DIFFERS, sentence)
        for case in going
        if (sentence := said_of_going(counted.get(case.pk)))
    ]
    problems += [
        Problem(ASKED_IN, DIFFERS, STAYS_THERE % {"who": who(counted[case.pk])})
        for case in behind
        if case.pk in counted and counted[case.pk].mark == Mark.PRESENT
    ]
    if problems:
        message = " ".join(str(row.message) for row in problems[:3])
        raise Refused(message, DIFFERS, 422, problems=problems)


def said_of_going(person: Person | None) -> Sentence:
    """Return what speaks against that somebody departs; empty for nothing."""
    if person is None:
        return ""
    if person.question is not None:
        return GOES_DISPUTED % {"who": who(person)}
    if is_to_stay(person):
        return GOES % {"who": who(person), "mark": Mark(person.mark).label}
    return ""


def who(person: Person) -> str:
    """Return how somebody is named in a question about her."""
    return f"{person.name} ({person.reference})"
