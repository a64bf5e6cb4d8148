"""Asking for an export, letting it begin once its number is known, taking it back."""

from typing import Final

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from cases.core import present
from cases.core.actor import Actor
from cases.core.errors import Refused, Sentence, broken_rule, not_allowed
from cases.core.facts import When
from cases.core.operations import operation
from cases.exports.choices import ExportKind, ExportState, TakingPurpose
from cases.exports.ending import let_go
from cases.exports.jobs import begin_writing
from cases.exports.kinds import KINDS, kinds_for
from cases.exports.models import LANGUAGES, Export
from cases.exports.notices import tell_deciders
from cases.exports.policies import check_state
from cases.exports.queries import count_of
from cases.exports.rules import rules
from cases.exports.slices import check_slices, needs_second
from cases.incidents.models import Incident
from cases.missions.models import Mission
from cases.publishing.figures.moments import last_instant
from cases.publishing.models import Snapshot

STANDING: Final = "standing"
OUT_OF_SIGHT: Final[Sentence] = _("Your role does not look at what would stand in this file.")
NOT_PUBLIC: Final[Sentence] = _("Only figures told in public are taken along for the public.")


@operation(may="export.take", audit="export.asked")
def ask_export(
    actor: Actor,
    *,
    kind: str,
    format: str,
    purpose: str,
    words: str,
    incident: Incident | None = None,
    mission: Mission | None = None,
    stage: str = "",
    only_open: bool = False,
    held: str = "",
    assigned: str = "",
    country: str = "",
    as_of: When | None = None,
    known_at: When | None = None,
    snapshot: Snapshot | None = None,
    age: str = "",
    blocker: str = "",
    must_act: str = "",
    voided: bool = False,
) -> Export:
    """Say what is to be taken along and why; it is counted, and nothing is written yet.

    After a spreadsheet meant for about 150 people had carried 18,714, the number stands before
    everything else: on the page, in the name of the file, and with whoever decides.
    """
    if actor.staff_id is None or actor.posting_id is None:
        raise not_allowed()
    if kind not in kinds_for(actor):
        raise Refused(OUT_OF_SIGHT, "export_kind_not_seen", 403)
    if purpose == TakingPurpose.PUBLIC and kind != ExportKind.PUBLISHED:
        raise broken_rule(NOT_PUBLIC, "export_not_public", "purpose")
    said = {"stage": stage, "held": held, "assigned": assigned, "country": country, "age": age}
    said |= {"blocker": blocker, "body": must_act, **rows_named(incident, mission)}
    said |= {"open": "true" if only_open else ""}
    said |= moments_named(incident, as_of, known_at)
    said |= {"snapshot": snapshot.public_reference if snapshot is not None else ""}
    asks = {name: value for name, value in said.items() if value} | standing(kind, voided)
    KINDS[kind].check(asks)
    asks = dict(KINDS[kind].fixed(actor, asks))
    counted, now = count_of(actor, kind, asks), present.now()
    return Export.objects.create(
        mission_id=actor.mission_id,
        posting_id=actor.posting_id,
        asked_by_id=actor.staff_id,
        token_id=actor.token_id,
        asked_at=now,
        kind=kind,
        format=format,
        language=language_now(),
        asks=asks,
        purpose=purpose,
        words=words,
        counted=counted,
        needs_second=needs_second(kind, counted),
        expires_at=now + rules().to_start,
    )


def rows_named(incident: Incident | None, mission: Mission | None) -> dict[str, str]:
    """Return the filters that name a row, by its code."""
    return {
        "incident": incident.code if incident is not None else "",
        "mission": mission.code if mission is not None else "",
    }


def moments_named(
    incident: Incident | None, as_of: When | None, known_at: When | None
) -> dict[str, str]:
    """Return the moments of a figure; a bare day means its end where the incident is."""
    zone = incident.zone if incident is not None else "UTC"
    asked = {"as_of": as_of, "known_at": known_at}
    return {
        name: last_instant(when, zone).isoformat() if when is not None else ""
        for name, when in asked.items()
    }


def standing(kind: str, voided: bool) -> dict[str, str]:
    """Return the filter of entries that count; of kinds that have no others, none may be asked."""
    has_voided = any(row.name == STANDING for row in KINDS[kind].filters)
    if voided and not has_voided:
        message = _("Rows of this kind are not narrowed by this.")
        raise broken_rule(message, "not_of_this_kind", "voided")
    return {STANDING: "true"} if has_voided and not voided else {}


def language_now() -> str:
    """Return the language in which the asker reads, English where we have no words in it."""
    language = (translation.get_language() or "en")[:2]
    return language if language in dict(LANGUAGES) else "en"


@operation(may="export.take", audit="export.started")
def start_export(actor: Actor, export: Export) -> Export:
    """Go on with the number that was counted: to be written, or first to a second person.

    Refused where the same person has begun so much since she asked that it needs a second one now.
    """
    check_state(export, "start_export")
    check_slices(actor, export)
    if not export.needs_second:
        begin_writing(export)
        return export
    export.state = ExportState.WAITING
    export.expires_at = present.now() + rules().to_decide
    export.save(update_fields=["state", "expires_at"])
    tell_deciders(actor, export)
    return export


@operation(may="export.take", audit="export.withdrawn")
def withdraw_export(actor: Actor, export: Export) -> Export:
    """Take it back; a file that is there already is let go."""
    check_state(export, "withdraw_export")
    let_go(export, ExportState.WITHDRAWN)
    return export
