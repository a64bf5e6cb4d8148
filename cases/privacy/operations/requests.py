"""What a person asks about her own data: taking it down, and settling it in one of three ways.

Law 91/2025/QH15 and Decree 356/2025/ND-CP. What is done about it is done where it always is (the
report, a correction, the legal basis, forgetting); here stands that it was asked, until when, and
what was answered.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from cases.casework.models import CaseBasis
from cases.casework.operations.basis import check_day
from cases.casework.sharing import ANONYMISED
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.missions.models import Mission
from cases.privacy.choices import Asker, RightsOutcome, RightsStatus
from cases.privacy.deadlines import count_anew
from cases.privacy.models import PersonReport, RightsRequest
from cases.privacy.outcomes import was_done
from cases.privacy.possible import allow_state

WHO_ACTS = _("Say who asks for the person, and what lets them act for her.")
HERSELF = _("The person asks herself. Leave who acts for her empty.")
BEFORE_RECEIVED = _("This lies before the request came in.")
WHICH_REPORT = _("Choose the report that was handed over.")
WHICH_BASIS = _("Choose the consent that was withdrawn.")
NOT_WITH_THIS = _("This does not go with what was done. Leave it empty.")
NOT_ASKED = _("Nobody has asked yet that this person be anonymised. Ask for it first.")


@operation(may="rights.record", audit="rights_request.recorded", appends=True)
def record_rights_request(
    actor: Actor,
    citizen: Citizen,
    *,
    kind: str,
    asked_by: str,
    channel: str,
    received_on: date,
    words: str,
    asker_name: str = "",
    mandate: str = "",
) -> RightsRequest:
    """Take down what a person asks about her own data; the mission of whoever does it answers."""
    check_asker(asked_by, asker_name, mandate)
    check_day(actor, received_on, "received_on")
    request = RightsRequest(
        citizen=citizen,
        mission=Mission.objects.get(pk=actor.mission_id),
        kind=kind,
        asked_by=asked_by,
        asker_name=asker_name,
        mandate=mandate,
        channel=channel,
        received_on=received_on,
        words=words,
        recorded_at=ledger_moment([]),
        recorded_by_id=actor.staff_id,
    )
    count_anew(request)
    request.save(force_insert=True)
    return request


@operation(may="rights.record", audit="rights_request.confirmed")
def confirm_rights_request(
    actor: Actor, request: RightsRequest, *, confirmed_on: date
) -> RightsRequest:
    """Note that whoever asked was told that it came in and how it goes on; the longer term runs."""
    allow_state(request, "confirm_rights_request")
    check_since(actor, request, confirmed_on, "confirmed_on")
    request.confirmed_on = confirmed_on
    count_anew(request)
    request.save(update_fields=["confirmed_on", "due_at"])
    return request


@operation(may="rights.answer", audit="rights_request.extended")
def extend_rights_request(
    actor: Actor, request: RightsRequest, *, reason: str, extended_on: date
) -> RightsRequest:
    """Make the term longer, once, and note that whoever asked was told why."""
    allow_state(request, "extend_rights_request")
    assert request.confirmed_on is not None
    check_since(actor, request, extended_on, "extended_on")
    if extended_on < request.confirmed_on:
        raise broken_rule(BEFORE_RECEIVED, "before_received", "extended_on")
    request.extended_on = extended_on
    request.extend_reason = reason
    count_anew(request)
    request.save(update_fields=["extended_on", "extend_reason", "due_at"])
    return request


@operation(may="rights.answer", audit="rights_request.answered")
def answer_rights_request(
    actor: Actor,
    request: RightsRequest,
    *,
    outcome: str,
    settled_on: date,
    answer: str = "",
    report: PersonReport | None = None,
    basis: CaseBasis | None = None,
) -> RightsRequest:
    """Say what was done on a request, with the report or the consent where there is one."""
    allow_state(request, "answer_rights_request")
    check_link(outcome == RightsOutcome.REPORT, report, "report", WHICH_REPORT)
    check_link(outcome == RightsOutcome.BASIS, basis, "basis", WHICH_BASIS)
    if not was_done(actor, request, outcome):
        raise broken_rule(NOT_ASKED, "forgetting_not_asked", "outcome")
    request.outcome, request.report, request.basis = outcome, report, basis
    return settle(actor, request, RightsStatus.ANSWERED, settled_on, answer)


@operation(may="rights.answer", audit="rights_request.refused")
def refuse_rights_request(
    actor: Actor, request: RightsRequest, *, answer: str, refusal_ground: str, settled_on: date
) -> RightsRequest:
    """Refuse what was asked, with the reason that was given and the law it rests on."""
    allow_state(request, "refuse_rights_request")
    request.refusal_ground = refusal_ground
    return settle(actor, request, RightsStatus.REFUSED, settled_on, answer)


@operation(may="rights.record", audit="rights_request.withdrawn")
def withdraw_rights_request(
    actor: Actor, request: RightsRequest, *, settled_on: date, answer: str = ""
) -> RightsRequest:
    """Note that whoever asked wants it no longer."""
    allow_state(request, "withdraw_rights_request")
    return settle(actor, request, RightsStatus.WITHDRAWN, settled_on, answer)


def settle(
    actor: Actor, request: RightsRequest, status: RightsStatus, settled_on: date, answer: str
) -> RightsRequest:
    """End a request; of somebody who was anonymised nothing is written any more but that."""
    check_since(actor, request, settled_on, "settled_on")
    if answer and request.citizen.anonymised_at is not None:
        raise broken_rule(ANONYMISED, "anonymised", "answer")
    request.status, request.answer = status, answer
    request.settled_on, request.settled_at = settled_on, ledger_moment([])
    request.settled_by_id = actor.staff_id
    ended = ("status", "answer", "settled_on", "settled_at", "settled_by")
    request.save(update_fields=[*ended, "outcome", "report", "basis", "refusal_ground"])
    return request


def check_asker(asked_by: str, name: str, mandate: str) -> None:
    """Raise 422 unless it is said who acts for the person, and by what, where somebody does."""
    if asked_by == Asker.PERSON:
        if name or mandate:
            raise broken_rule(HERSELF, "asks_herself", "asker_name" if name else "mandate")
    elif not (name and mandate):
        raise broken_rule(WHO_ACTS, "asker_needed", "mandate" if name else "asker_name")


def check_since(actor: Actor, request: RightsRequest, day: date, field: str) -> None:
    """Raise 422 for a day that has not come yet, or lies before the request came in."""
    check_day(actor, day, field)
    if day < request.received_on:
        raise broken_rule(BEFORE_RECEIVED, "before_received", field)


def check_link(is_needed: bool, row: object, field: str, missing: Sentence) -> None:
    """Raise 422 unless a row is named exactly where what was done needs it."""
    if is_needed and row is None:
        raise broken_rule(missing, f"{field}_needed", field)
    if row is not None and not is_needed:
        raise broken_rule(NOT_WITH_THIS, f"{field}_not_needed", field)
