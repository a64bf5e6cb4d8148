"""Forgetting one person: asked by one, confirmed by another, done by a function of the database."""

from functools import cache

from django.db import connection
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.errors import Refused, broken_rule, wrong_state
from cases.core.facts import ledger_moment
from cases.core.guards import Hindrance, raised_by, ruled_out
from cases.core.operations import operation
from cases.exports.forgetting import drop_files_about
from cases.privacy.choices import RightsOutcome
from cases.privacy.models import RightsRequest
from cases.privacy.outcomes import done_by
from cases.retention.choices import Asking
from cases.retention.models import Anonymisation
from cases.retention.operations.holds import held, refuse_held, standing_hold
from cases.retention.policies import refuse_answered, refuse_held_back


@operation(may="citizen.ask_anonymisation", audit="anonymisation.asked")
def ask_anonymisation(actor: Actor, citizen: Citizen, *, ground: str) -> Citizen:
    """Ask that a person be anonymised; somebody else confirms it."""
    refuse_asked(waiting_for(actor, citizen))
    refuse_held_back(citizen)
    Anonymisation.objects.create(
        citizen=citizen, ground=ground, asked_at=ledger_moment([]), asked_by_id=actor.staff_id
    )
    return citizen


@operation(may="citizen.ask_anonymisation", audit="anonymisation.declined")
def decline_anonymisation(actor: Actor, citizen: Citizen) -> Citizen:
    """Answer that a person is not anonymised; it may be asked for again."""
    asked = answerable(waiting_for(actor, citizen))
    asked.status = Asking.DECLINED
    asked.answered_at = ledger_moment([])
    asked.answered_by_id = actor.staff_id
    asked.save(update_fields=["status", "answered_at", "answered_by"])
    return citizen


@operation(may="citizen.anonymise", audit="citizen.anonymised", fresh=True)
def anonymise_citizen(actor: Actor, citizen: Citizen, *, reference: str) -> Citizen:
    """Forget a person over every relation, for good. Figures and references stay.

    The database does it, and asks for itself whether somebody else asked before; the system does it
    for whoever stands in an approved report.
    """
    refuse_held_back(citizen)
    if actor.kind == "staff":
        refuse_own(actor, waiting_for(actor, citizen))
    if reference not in references_of(actor, citizen):
        raise broken_rule(
            _("This is not the number of a case of this person, nor her identifier."),
            "reference_differs",
            "reference",
        )
    for record in records_of(actor, citizen):
        # Before it, while it is still known which missions saw her.
        drop_files_about(record)
        with connection.cursor() as cursor:
            cursor.execute("select anonymise_citizen(%s)", [record])
    return citizen


def records_of(actor: Actor, citizen: Citizen) -> list[int]:
    """Return whom to forget: for staff all records of the person, the one asked about the last.

    The machine takes one record after the other, each as the approved report names it.
    """
    if actor.kind != "staff" or citizen.head_id is None:
        return [citizen.pk]
    others = Citizen.objects.visible_to(actor).records_of(citizen).exclude(pk=citizen.pk)
    known = others.filter(anonymised_at__isnull=True).order_by("pk")
    return [*known.values_list("pk", flat=True), citizen.pk]


@done_by(RightsOutcome.FORGETTING)
def was_forgetting_asked(actor: Actor, request: RightsRequest) -> bool:
    """Return whether somebody asked that the person be anonymised, and nobody declined it."""
    asked = Anonymisation.objects.visible_to(actor).exclude(status=Asking.DECLINED)
    return asked.filter(citizen_id=request.citizen_id).exists()


def waiting_for(actor: Actor, citizen: Citizen) -> Anonymisation | None:
    """Return what was asked about a person, on whichever record, and waits for an answer."""
    records = Citizen.objects.visible_to(actor).records_of(citizen)
    return Anonymisation.objects.visible_to(actor).waiting().filter(citizen__in=records).first()


def references_of(actor: Actor, citizen: Citizen) -> set[str]:
    """Return what somebody types to say that this person is meant."""
    records = Citizen.objects.visible_to(actor).records_of(citizen)
    cases = Case.objects.visible_to(actor).filter(citizen__in=records)
    return {str(citizen.uuid), *cases.values_list("reference", flat=True)}


def refuse_asked(asked: Anonymisation | None) -> None:
    """Raise 409 where somebody has asked already."""
    if asked is not None:
        raise wrong_state(_("Somebody asked for it already."), "already_asked")


def answerable(asked: Anonymisation | None) -> Anonymisation:
    """Return what was asked and waits; 409 where nobody asked."""
    if asked is None:
        raise refuse_answered()
    return asked


def refuse_own(actor: Actor, asked: Anonymisation | None) -> None:
    """Raise 409 where nobody asked, 403 where the actor asked: somebody else confirms it."""
    if answerable(asked).asked_by_id == actor.staff_id:
        raise Refused(
            _("You asked for it yourself. Somebody else has to confirm it."),
            "asked_by_oneself",
            403,
        )


@ruled_out(Citizen)
def by_holds_and_wishes(actor: Actor, citizen: Citizen) -> Hindrance:
    """Read what stands once, and only for a role that may do one of these acts."""
    hold = cache(lambda: standing_hold(actor, citizen))
    asked = cache(lambda: waiting_for(actor, citizen))
    held_back = cache(lambda: raised_by(refuse_held_back, citizen))

    def rules_out(name: str) -> Refused | None:
        match name:
            case "place_legal_hold":
                return raised_by(refuse_held, hold())
            case "lift_legal_hold":
                return raised_by(held, hold())
            case "ask_anonymisation":
                return raised_by(refuse_asked, asked()) or held_back()
            case "decline_anonymisation":
                return raised_by(answerable, asked())
            case "anonymise_citizen":
                return held_back() or raised_by(refuse_own, actor, asked())
        return None

    return rules_out
