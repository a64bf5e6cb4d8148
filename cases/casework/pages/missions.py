"""Who has a case, to whom it is on offer, and with whom it is shared: one band of the case page."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.casework.models import Share
from cases.casework.pages.timeline import act_url
from cases.casework.queries import CaseFile
from cases.core import present
from cases.core.actor import Actor
from cases.core.possible import Possible
from cases.core.registry import DECLARED, declared_for
from cases.templatetags.moments import last_known, moment

VERBS = ("offer-transfer", "return-transfer", "offer-opening", "correct-opening", "share")


def missions_band(
    actor: Actor, file: CaseFile, possible: list[Possible], officer: dict[str, Any]
) -> dict[str, Any]:
    """Return the rows of the band, links to what can be done, and a notice on another's case."""
    case = file.case
    links = [
        {"label": row.declared.form.title, "url": act_url(case, row.declared.verb)}
        for verb in VERBS
        for row in possible
        if row.declared.verb == verb and row.is_possible
    ]
    return {
        "rows": [
            owner_row(actor, file),
            officer,
            *offer_rows(actor, file),
            *share_rows(actor, file),
        ],
        "links": links,
        "notice": notice(actor, file),
    }


def owner_row(actor: Actor, file: CaseFile) -> dict[str, Any]:
    """Return who has the case and from whom it came."""
    came_by = file.moves.came_by
    note: SafeString | str = ""
    if came_by is not None:
        note = format_html(
            _("taken over from {mission}, {when}"),
            mission=came_by.from_mission.label,
            when=last_known(came_by.answered_at, actor.zone),
        )
    return {"label": _("Mission"), "value": file.case.mission.label, "note": note}


def offer_rows(actor: Actor, file: CaseFile) -> list[dict[str, Any]]:
    """Return to whom the case is on offer, if it is."""
    offer = file.moves.on_offer
    if offer is None:
        return []
    return [
        {
            "label": _("On offer to"),
            "value": offer.to_mission.label,
            "note": format_html("{} {}", _("since"), moment(offer.offered_at, actor.zone)),
            "url": offer.get_absolute_url(),
            "url_label": _("Look at the offer"),
        }
    ]


def share_rows(actor: Actor, file: CaseFile) -> list[dict[str, Any]]:
    """Return with whom the case is shared, for what and until when."""
    return [
        {
            "label": _("Shared with"),
            "value": share.to_mission.label,
            "note": format_html(
                "{}; {} {}",
                acts_words(share),
                _("until"),
                moment(present.shown(share.until), actor.zone),
            ),
            **managing(actor, share),
        }
        for share in file.moves.shares
    ]


def managing(actor: Actor, share: Share) -> dict[str, str]:
    """Return the link by which the mission that has the case ends a share."""
    if share.owner_id != actor.mission_id or not actor.may("case.share"):
        return {}
    return {"url": reverse("shared_list") + "#by-us", "url_label": _("Extend or end")}


def acts_words(share: Share) -> str:
    """Return what a share lets do."""
    if not share.operations:
        return _("to read only")
    known = [DECLARED[name].form.title for name in share.operations if name in DECLARED]
    return _("to read, and: %(acts)s") % {"acts": ", ".join(map(str, known))}


def own_share(actor: Actor, file: CaseFile) -> Share | None:
    """Return the share by which alone the actor's mission sees the case."""
    if actor.is_headquarters or file.case.mission_id == actor.mission_id:
        return None
    mine = [share for share in file.moves.shares if share.to_mission_id == actor.mission_id]
    return mine[-1] if mine else None


def notice(actor: Actor, file: CaseFile) -> SafeString | str:
    """Return the sentence that says that this is a case of another mission, or on offer to one."""
    share = own_share(actor, file)
    offer = file.moves.on_offer
    if share is None and offer is not None:
        return format_html(
            _("On offer to {mission} since {since}. Until it accepts, the case stays where it is."),
            mission=offer.to_mission.label,
            since=moment(offer.offered_at, actor.zone),
        )
    if share is None:
        return ""
    return format_html(
        _("{mission} has this case. It is shared with you until {until}: {acts}."),
        mission=share.owner.label,
        until=moment(present.shown(share.until), actor.zone),
        acts=acts_words(share),
    )


def citizen_verbs(actor: Actor, file: CaseFile) -> frozenset[str]:
    """Return the verbs of the acts on the person that are for this actor."""
    if file.case.citizen.anonymised_at is not None:
        return frozenset()
    rows = [row for row in declared_for("citizens") if actor.may(row.operation.may)]
    if file.is_ours:
        return frozenset(row.verb for row in rows)
    share = own_share(actor, file)
    named = set(share.operations) if share else set()
    return frozenset(row.verb for row in rows if row.name in named)
