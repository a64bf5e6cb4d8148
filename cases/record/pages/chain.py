"""An entry's place in the chain, and how the whole record stands, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cases.core import present
from cases.core.evidence.chain import Place, place_of
from cases.core.evidence.seals import Seal, file_of_seals, seal_over
from cases.core.evidence.state import MOST_COUNTED, State, is_still
from cases.templatetags.moments import with_seconds

PROOF_COMMAND = "manage.py verify_audit"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an entry stands: its place, the first seal over it, and whether that seal holds."""

    place: Place | None
    seal: Seal | None
    seal_holds: bool
    is_readable: bool


def standing_of(number: int) -> Standing:
    """Return where an entry stands, computed again for this entry alone."""
    place = place_of(number)
    if place is None:
        return Standing(None, None, seal_holds=False, is_readable=True)
    try:
        seal = seal_over(place.link.seq)
    except OSError:
        return Standing(place, None, seal_holds=False, is_readable=False)
    holds = seal is not None and seal.is_marked_by_us and is_still(seal)
    return Standing(place, seal, holds, is_readable=True)


def standing_verdict(standing: Standing) -> dict[str, str]:
    """Return tone and sentence on whether the entry is what was written."""
    place = standing.place
    if place is None:
        text = _("This entry is not in the chain yet. While a worker runs, that takes seconds.")
        return {"tone": "info", "text": text}
    if not place.holds:
        text = _("This entry is not what was linked: it was changed, or the one before it was.")
        return {"tone": "error", "text": text}
    if standing.seal is not None and not standing.seal_holds:
        text = _("The seal over this entry does not fit the database: the chain was rewritten.")
        return {"tone": "error", "text": text}
    if place.link.is_forgotten:
        text = _("Computed again just now, it fits. Whom it is about was taken away on purpose.")
        return {"tone": "success", "text": text}
    text = _("Computed again just now, it fits: this entry is what was linked.")
    return {"tone": "success", "text": text}


def standing_rows(standing: Standing, zone: str, *, counts: bool) -> list[dict[str, Any]]:
    """Return the facts about the place of an entry.

    The link before may be another mission's, and whether it is tells that somebody did something.
    """
    place = standing.place
    if place is None:
        return [{"label": _("Link"), "value": _("Waits for its link")}]
    first = _("None: this is the first link.")
    own = [
        {"label": _("Hash of this link"), "value": place.link.hash.hex()},
        {"label": _("Seal"), "value": sealed_words(standing, zone, counts=counts)},
    ]
    if not counts:
        return own
    return [
        {"label": _("Link"), "value": place.link.seq},
        {"label": _("Hash of the link before"), "value": hash_words(place.before) or first},
        *own,
    ]


def hash_words(value: bytes | None) -> str:
    """Return a hash as it is written."""
    return _("It is gone.") if value is None else value.hex()


def sealed_words(standing: Standing, zone: str, *, counts: bool) -> str:
    """Return which seal covers an entry."""
    if not standing.is_readable:
        return _("The file of seals cannot be read.")
    if file_of_seals() is None:
        return _("No directory for seals is set.")
    if standing.seal is None:
        return _("Not yet: the next seal will cover it.")
    when = with_seconds(present.shown(standing.seal.at), zone)
    if not counts:
        return when
    return _("%(when)s, up to link %(number)s") % {"when": when, "number": standing.seal.seq}


def state_notices(state: State, now: datetime) -> list[dict[str, str]]:
    """Return what is wrong or worth a look, the gravest first; one good sentence if nothing is."""
    found = [*faults(state, now), *remarks(state, now)]
    if found:
        return found
    text = _("Everything is linked and sealed, and the last proof found nothing wrong.")
    return [{"tone": "success", "text": text}]


def faults(state: State, now: datetime) -> list[dict[str, str]]:
    """Return what is wrong."""
    found = []
    if state.proof is not None and not state.proof.holds:
        found.append(_("The last proof found that the record does not hold. Its output says why."))
    if state.seal is not None and not state.seal_fits:
        found.append(_("The database does not hold what was sealed last, or the seal is not ours."))
    if not state.is_readable:
        found.append(_("The file of seals cannot be read."))
    if state.is_linked_late(now):
        found.append(_("Entries have waited too long for their link: no worker runs, or it fails."))
    return [{"tone": "error", "text": text} for text in found]


def remarks(state: State, now: datetime) -> list[dict[str, str]]:
    """Return what somebody should see to."""
    found = []
    if file_of_seals() is None:
        found.append(_("No directory for seals is set: a missing end would not be noticed."))
    elif state.is_readable and state.is_sealed_late(now):
        found.append(_("There is no seal of the last two days."))
    if state.is_proved_late(now):
        found.append(
            _("Nobody has proved the record in the last week. On the server, run: %(command)s")
            % {"command": PROOF_COMMAND}
        )
    return [{"tone": "warning", "text": text} for text in found]


def state_groups(state: State, zone: str, *, counts: bool) -> list[dict[str, Any]]:
    """Return the facts about chain, seals and proof, each group with a heading.

    One chain holds the entries of all missions, so that its counts tell how much each other one
    works: they are for headquarters.
    """
    chain = [{"label": _("Chain"), "rows": chain_rows(state, zone)}] if counts else []
    return [
        *chain,
        {"label": _("Seals"), "rows": seal_rows(state, zone, counts=counts)},
        {"label": _("Last proof"), "rows": proof_rows(state, zone, counts=counts)},
    ]


def chain_rows(state: State, zone: str) -> list[dict[str, Any]]:
    """Return the end of the chain and what waits."""
    link = state.link
    most = _("%(count)s or more") % {"count": MOST_COUNTED}
    count = most if state.waiting >= MOST_COUNTED else str(state.waiting)
    since = with_seconds(state.waiting_since, zone) if state.waiting_since else ""
    return [
        {"label": _("Last link"), "value": str(link.seq) if link else _("Nothing is linked yet.")},
        {"label": _("Entry of the last link"), "value": entry_words(state, zone)},
        {"label": _("Hash of the last link"), "value": link.hash if link else _("None")},
        {
            "label": _("Entries waiting"),
            "value": count,
            "note": _("since %(when)s") % {"when": since} if since else "",
        },
    ]


def entry_words(state: State, zone: str) -> str:
    """Return the entry at the end of the chain."""
    link = state.link
    if link is None:
        return _("None")
    if link.entry is None or link.at is None:
        return _("It is gone.")
    return _("%(number)s, of %(when)s") % {
        "number": link.entry,
        "when": with_seconds(present.shown(link.at), zone),
    }


def seal_rows(state: State, zone: str, *, counts: bool) -> list[dict[str, Any]]:
    """Return the last seal."""
    seal = state.seal
    if seal is None:
        return [{"label": _("Last seal"), "value": _("None")}]
    fits = _("The database still holds it.") if state.seal_fits else _("It does not fit.")
    reach = [{"label": _("Covers up to link"), "value": str(seal.seq)}] if counts else []
    return [
        {"label": _("Last seal"), "value": with_seconds(present.shown(seal.at), zone)},
        *reach,
        {"label": _("Compared just now"), "value": fits},
    ]


def proof_rows(state: State, zone: str, *, counts: bool) -> list[dict[str, Any]]:
    """Return what the last proof found."""
    proof = state.proof
    command = {"label": _("To prove it"), "value": PROOF_COMMAND}
    if proof is None:
        return [{"label": _("Last proof"), "value": _("None is on record.")}, command]
    found = _("Nothing wrong") if proof.holds else _("Faults: %(count)s") % {"count": proof.faults}
    reach = [{"label": _("Links computed again"), "value": str(proof.links)}] if counts else []
    return [
        {"label": _("When"), "value": with_seconds(present.shown(proof.at), zone)},
        *reach,
        {"label": _("Found"), "value": found},
        command,
    ]
