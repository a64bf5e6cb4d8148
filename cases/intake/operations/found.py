"""A case begun from somebody who was at a head count without one; once sent, the two are linked."""

from uuid import uuid4

from cases.casework.choices import ReportSource
from cases.casework.models import Case
from cases.citizens.choices import Sex
from cases.core.actor import Actor
from cases.core.audit import write_each
from cases.core.errors import wrong_state
from cases.core.facts import ledger_moment
from cases.core.operations import operation
from cases.intake.models import Draft
from cases.intake.operations.drafts import begin_draft
from cases.movements.musters.models import MusterStranger
from cases.movements.musters.operations.strangers import SETTLED, settle_as


@operation(may="case.intake", audit="draft.began_from_stranger", appends=True)
def register_stranger(actor: Actor, stranger: MusterStranger) -> Draft:
    """Begin a new case with what was taken down of somebody without one.

    It stands in a draft. Nothing is registered until somebody has looked at it and sends it; then
    the head count says whose case it is.
    """
    if stranger.is_settled:
        raise wrong_state(SETTLED, "stranger_settled")
    return begin_draft(actor, uuid4(), said_of(actor, stranger), from_stranger=stranger)


def said_of(actor: Actor, stranger: MusterStranger) -> dict[str, str]:
    """Return what the form of a new case is filled with, as it would be typed."""
    seen = stranger.seen_at.astimezone(actor.clock)
    incident = stranger.muster.movement.incident
    said = {
        "full_name": stranger.name,
        "sex": "" if stranger.sex == Sex.UNKNOWN else stranger.sex,
        "incident": incident.code if incident.is_open else "",
        "report_source": ReportSource.OWN_MISSION.value,
        "reported_day": seen.date().isoformat(),
        "reported_time": f"{seen:%H:%M}",
        "summary": "\n".join(filter(None, [stranger.words, stranger.followed])),
    }
    return {name: value for name, value in said.items() if value}


def link_found(actor: Actor, case: Case, draft: str) -> None:
    """Say whose case it is of whom the draft of this case was begun, where that is still open.

    Whoever may open a case says so by that: no right to count people is asked for.
    """
    if not draft:
        return
    mine = Draft.objects.visible_to(actor).unfinished().filter(uuid=draft)
    begun = mine.exclude(from_stranger=None).values_list("from_stranger").first()
    if begun is None:
        return
    rows = MusterStranger.objects.visible_to(actor).unsettled().select_related("muster__place")
    stranger = rows.filter(pk=begun[0]).select_for_update(of=("self",)).first()
    if stranger is None:
        return
    settle_as(actor, stranger, case, ledger_moment([]))
    stranger.version += 1
    stranger.save(update_fields=["version"])
    write_each("muster.stranger_identified", "identify_stranger", [stranger])
