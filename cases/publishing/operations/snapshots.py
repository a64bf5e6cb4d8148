"""Snapshots: taken with all definitions in force, withdrawn when one was wrong, never edited."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule, not_allowed
from cases.core.facts import When, ledger_moment
from cases.core.operations import operation
from cases.core.precision import ends_day
from cases.incidents.models import Incident
from cases.publishing.definitions import definitions, in_force
from cases.publishing.figures.moments import SETTLED_AFTER, last_instant
from cases.publishing.freezing import Frozen, counted, freeze, keep_cases
from cases.publishing.freezing_in_parts import is_for_parts
from cases.publishing.jobs import freeze_snapshot
from cases.publishing.models import Snapshot
from cases.publishing.policies import refuse_withdrawal

AHEAD: Sentence = _("This lies in the future. Choose a moment until now.")
NO_FIGURE: Sentence = _("No definition of a figure is in force on that day.")


@operation(may="snapshot.take", audit="snapshot.taken")
def take_snapshot(
    actor: Actor,
    *,
    incident: Incident,
    title: str,
    as_of: When,
    known_at: When | None = None,
    purpose: str = "",
) -> Snapshot:
    """Freeze all figures in force as of a moment, with the cases behind each number.

    Without `known_at` all that is known counts; what is younger than 30 seconds may still change
    and is left out. A bare day means its end in the incident's zone. The cases of a large incident
    are listed in the background; until then the snapshot has no numbers and no digest.
    """
    if not actor.sees_all:
        raise not_allowed()
    now = ledger_moment([])
    settled = now - SETTLED_AFTER
    moment = moment_of(as_of, incident, now, "as_of")
    known = min(moment_of(known_at, incident, now, "known_at"), settled) if known_at else settled
    day = moment.astimezone(ZoneInfo(incident.zone)).date()
    chosen = in_force(definitions(), day)
    if not chosen:
        raise broken_rule(NO_FIGURE, "no_figure_in_force", "as_of")
    locked = Incident.objects.visible_to(actor).select_for_update(no_key=True)
    incident = locked.get(pk=incident.pk)
    last = Snapshot.objects.filter(incident=incident).aggregate(last=Max("number"))["last"] or 0
    snapshot = Snapshot(
        incident=incident,
        number=last + 1,
        title=title,
        purpose=purpose,
        as_of=moment,
        known_at=known,
        is_whole=ends_day(moment, incident.zone) and ends_day(known, incident.zone),
        definitions=[definition.frozen() for definition in chosen],
        taken_at=now,
        taken_by_id=actor.staff_id,
    )
    snapshot.save(force_insert=True)
    if is_for_parts(incident):
        freeze_snapshot.enqueue(snapshot=snapshot.pk)
        return snapshot
    cells = counted(incident, chosen, moment, known)
    keep_cases(snapshot, cells)
    freeze(Frozen(snapshot, cells), now)
    return snapshot


@operation(may="snapshot.withdraw", audit="snapshot.withdrawn")
def withdraw_snapshot(actor: Actor, snapshot: Snapshot, *, reason: str) -> Snapshot:
    """Say that a snapshot is not to be used any more, and why; it stays as it is."""
    if not actor.sees_all:
        raise not_allowed()
    refusal = refuse_withdrawal(snapshot)
    if refusal is not None:
        raise refusal
    snapshot.withdrawn_at = ledger_moment([])
    snapshot.withdrawn_by_id = actor.staff_id
    snapshot.withdraw_reason = reason
    snapshot.save(update_fields=["withdrawn_at", "withdrawn_by_id", "withdraw_reason"])
    return snapshot


def moment_of(asked: When, incident: Incident, now: datetime, field: str) -> datetime:
    """Return the instant meant; the rest of today means now, anything later is refused."""
    zone = ZoneInfo(incident.zone)
    moment = last_instant(asked, incident.zone)
    if asked.last_day is not None and asked.last_day == now.astimezone(zone).date():
        return now
    if moment > now:
        raise broken_rule(AHEAD, "moment_ahead", field)
    return moment
