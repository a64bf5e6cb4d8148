"""Headquarters adds position lines, somebody else approves them, and they are withdrawn."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Refused, broken_rule, not_allowed
from cases.core.facts import ledger_moment
from cases.core.guards import Hindrance, guard, ruled_out
from cases.core.operations import operation
from cases.core.web_addresses import check_address
from cases.incidents.models import Incident, PositionLine
from cases.incidents.policies import OWN_LINE, refuse_position


@operation(may="position.add", audit="position_line.added")
def add_position_line(
    actor: Actor,
    *,
    incident: Incident,
    text: str,
    source_name: str,
    stated_on: date,
    valid_from: date | None = None,
    valid_until: date | None = None,
    text_vi: str = "",
    text_fr: str = "",
    source_url: str = "",
) -> PositionLine:
    """Write down what may be said about an incident, with who has said it and when.

    It holds from the day on which it was said, if no other is named. Nobody tells it before
    somebody else has approved it.
    """
    if not actor.is_headquarters:
        raise not_allowed()
    moment = ledger_moment([])
    if stated_on > moment.astimezone(ZoneInfo(actor.zone)).date():
        raise broken_rule(
            _("Nobody has said this yet: the day lies in the future."),
            "stated_in_the_future",
            "stated_on",
        )
    check_address(source_url, "source_url")
    begins = valid_from or stated_on
    if valid_until is not None and valid_until < begins:
        raise broken_rule(
            _("The line would end before it begins."),
            "positionline_valid_forwards",
            "valid_until",
        )
    line = PositionLine(
        incident=incident,
        text=text,
        text_vi=text_vi,
        text_fr=text_fr,
        source_name=source_name,
        source_url=source_url,
        stated_on=stated_on,
        valid_from=begins,
        valid_until=valid_until,
        recorded_at=moment,
        written_by_id=actor.staff_id,
    )
    line.save(force_insert=True)
    return line


@operation(may="position.approve", audit="position_line.approved")
def approve_position_line(actor: Actor, position_line: PositionLine) -> PositionLine:
    """Let a position line be told; whoever wrote it does not approve it."""
    allow_position(position_line, "approve_position_line")
    position_line.approved_at = ledger_moment([])
    position_line.approved_by_id = actor.staff_id
    position_line.save(update_fields=["approved_at", "approved_by"])
    return position_line


@operation(may="position.withdraw", audit="position_line.withdrawn")
def withdraw_position_line(
    actor: Actor, position_line: PositionLine, *, reason: str
) -> PositionLine:
    """Tell a position line no more; briefings that were published with it stay as they are."""
    allow_position(position_line, "withdraw_position_line")
    position_line.withdrawn_at = ledger_moment([])
    position_line.withdraw_reason = reason
    position_line.save(update_fields=["withdrawn_at", "withdraw_reason"])
    return position_line


def allow_position(line: PositionLine, name: str) -> None:
    """Raise the 409 of an act for which the line is in the wrong state."""
    refusal = refuse_position(line, name)
    if refusal is not None:
        raise refusal


@guard(PositionLine)
def guard_position_line(actor: Actor, line: PositionLine) -> Hindrance:
    """Headquarters keeps position lines, and nobody approves what they wrote themselves."""

    def hinders(name: str) -> Refused | None:
        if not actor.is_headquarters:
            return not_allowed()
        is_own = line.written_by_id is not None and line.written_by_id == actor.staff_id
        if name == "approve_position_line" and is_own:
            return Refused(OWN_LINE, "own_position_line", 403)
        return None

    return hinders


@ruled_out(PositionLine)
def state_of_position_line(actor: Actor, line: PositionLine) -> Hindrance:
    """What was approved or withdrawn already."""
    return lambda name: refuse_position(line, name)
