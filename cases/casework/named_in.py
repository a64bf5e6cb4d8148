"""Who uses an entry of reference data: told to whoever corrects it."""

from django.utils.translation import ngettext

from cases.casework.models import Case, CaseBasis
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.errors import Sentence
from cases.incidents.models import Incident
from cases.missions.models import Authority, Mission
from cases.places.models import Place
from cases.places.uses import counted, number_words, tells_use
from cases.procedures.models import LegalBasis, Limit, Procedure


@tells_use(Mission)
def cases_of_mission(actor: Actor, mission: Mission) -> Sentence:
    """Say how many open cases the mission has."""
    number = counted(Case.objects.visible_to(actor).still_open().filter(mission=mission))
    return said(
        number,
        ngettext("It has %(number)s open case.", "It has %(number)s open cases.", number),
    )


@tells_use(Place)
def people_at_place(actor: Actor, place: Place) -> Sentence:
    """Say of how many people it is the last known place."""
    number = counted(Citizen.objects.visible_to(actor).filter(now_place=place))
    return said(
        number,
        ngettext(
            "It is the last known place of %(number)s person.",
            "It is the last known place of %(number)s people.",
            number,
        ),
    )


@tells_use(Authority)
def cases_waiting_for(actor: Actor, authority: Authority) -> Sentence:
    """Say how many open cases wait for the body."""
    waiting = Case.objects.visible_to(actor).still_open().filter(blocker_authority=authority)
    number = counted(waiting)
    return said(
        number,
        ngettext(
            "%(number)s open case waits for it.", "%(number)s open cases wait for it.", number
        ),
    )


@tells_use(Authority)
def people_in_hands(actor: Actor, authority: Authority) -> Sentence:
    """Say how many people are in its hands as far as is known."""
    number = counted(Citizen.objects.visible_to(actor).filter(now_holder=authority))
    return said(
        number,
        ngettext(
            "%(number)s person is in its hands as far as is known.",
            "%(number)s people are in its hands as far as is known.",
            number,
        ),
    )


@tells_use(Incident)
def cases_of_incident(actor: Actor, incident: Incident) -> Sentence:
    """Say how many open cases the incident has."""
    number = counted(Case.objects.visible_to(actor).still_open().filter(incident=incident))
    return said(
        number,
        ngettext("It has %(number)s open case.", "It has %(number)s open cases.", number),
    )


@tells_use(Procedure)
def cases_blocked_by(actor: Actor, procedure: Procedure) -> Sentence:
    """Say how many open cases wait for a step of the procedure before all others."""
    waiting = Case.objects.visible_to(actor).still_open().filter(blocker_procedure=procedure)
    number = counted(waiting)
    return said(
        number,
        ngettext(
            "%(number)s open case waits for it.", "%(number)s open cases wait for it.", number
        ),
    )


@tells_use(Limit)
def cases_due_by(actor: Actor, limit: Limit) -> Sentence:
    """Say of how many open cases it is the next deadline."""
    due = Case.objects.visible_to(actor).still_open().filter(next_due_limit=limit)
    number = counted(due)
    return said(
        number,
        ngettext(
            "It is the next deadline of %(number)s open case.",
            "It is the next deadline of %(number)s open cases.",
            number,
        ),
    )


@tells_use(LegalBasis)
def cases_on_basis(actor: Actor, basis: LegalBasis) -> Sentence:
    """Say on how many cases it is the basis today."""
    current = CaseBasis.objects.visible_to(actor).filter(ended_at__isnull=True)
    number = counted(current.filter(legal_basis=basis))
    return said(
        number,
        ngettext(
            "It is the basis of %(number)s case.", "It is the basis of %(number)s cases.", number
        ),
    )


def said(number: int, sentence: str) -> Sentence:
    """Return the sentence with the number in it, nothing where there is none."""
    return sentence % {"number": number_words(number)} if number else ""
