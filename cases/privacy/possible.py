"""What may be done on a request about personal data now, and why not."""

from django.utils.translation import gettext_lazy as _

from cases.casework.sharing import ANONYMISED, forbidden
from cases.core.actor import Actor
from cases.core.errors import Refused, wrong_state
from cases.core.guards import Hindrance, guard, nothing_hinders, ruled_out
from cases.privacy.models import RightsRequest
from cases.privacy.terms import terms

NOT_RESPONSIBLE = _("Only the mission that answers for this request does this.")
SETTLED = _("This request was answered or withdrawn already.")
CONFIRMED_ALREADY = _("It was confirmed already.")
NOT_CONFIRMED = _("Confirm first that the request came in. The longer term runs from then on.")
EXTENDED_ALREADY = _("The term was made longer already. The law allows it once.")
NO_EXTENSION = _("No source is known by which the term of this kind may be made longer.")
WITH_WORDS = frozenset({"refuse_rights_request", "extend_rights_request"})
"""They need words about a person of whom nothing is written any more once she is forgotten."""


@guard(RightsRequest)
def guard_request(actor: Actor, request: RightsRequest) -> Hindrance:
    """The mission that is responsible answers, and headquarters for all."""
    if actor.is_headquarters or request.mission_id == actor.mission_id:
        return nothing_hinders
    return lambda name: forbidden(NOT_RESPONSIBLE, "not_responsible")


@ruled_out(RightsRequest)
def state_of_request(actor: Actor, request: RightsRequest) -> Hindrance:
    """What was answered is over; a term is made longer once, where a source says that it may."""
    return lambda name: refusal_of(request, name)


def refusal_of(request: RightsRequest, operation: str) -> Refused | None:
    """Return the 409 that the state of a request gives an operation, None where it allows it."""
    if not request.is_open:
        return wrong_state(SETTLED, "request_settled")
    if operation in WITH_WORDS and request.citizen.anonymised_at is not None:
        return wrong_state(ANONYMISED, "anonymised")
    if operation == "confirm_rights_request" and request.confirmed_on is not None:
        return wrong_state(CONFIRMED_ALREADY, "confirmed_already")
    return refusal_of_more_time(request) if operation == "extend_rights_request" else None


def refusal_of_more_time(request: RightsRequest) -> Refused | None:
    """409: only the term of the doing is made longer, once, where a source says that it may."""
    if request.confirmed_on is None:
        return wrong_state(NOT_CONFIRMED, "not_confirmed")
    if request.extended_on is not None:
        return wrong_state(EXTENDED_ALREADY, "extended_already")
    if not terms().doing[request.kind].extension:
        return wrong_state(NO_EXTENSION, "no_extension")
    return None


def allow_state(request: RightsRequest, operation: str) -> None:
    """Raise 409 unless the state of a request lets an operation happen."""
    refusal = refusal_of(request, operation)
    if refusal is not None:
        raise refusal
