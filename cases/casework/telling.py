"""Telling missions what another has done with a case: the one place where casework does so.

A notice names reference numbers and missions, never a person; its reader may not see the case.
"""

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.models import Case, Share, Transfer
from cases.core.errors import Sentence
from cases.core.notices import Params, notice_kind, tell
from cases.core.precision import iso_between

OF_TRANSFERS: dict[str, Sentence] = {
    "transfer_offered": _("%(from_mission)s offers you the case %(reference)s."),
    "transfer_returned": _("%(from_mission)s offers you the case %(reference)s back."),
    "transfer_withdrawn": _("%(from_mission)s has withdrawn its offer of the case %(reference)s."),
    "transfer_accepted": _("%(to_mission)s has taken over the case %(reference)s."),
    "transfer_accepted_late": _(
        "%(to_mission)s took over the case %(reference)s on %(taken_over_at)s. This was "
        "recorded on %(answered_at)s."
    ),
    "transfer_rejected": _(
        "%(to_mission)s has rejected the case %(reference)s. It stays with you."
    ),
}
OF_SHARES: dict[str, Sentence] = {
    "share_granted": _("%(from_mission)s shares the case %(reference)s with you."),
    "share_extended": _("%(from_mission)s shares the case %(reference)s with you for longer."),
    "share_ended": _("%(from_mission)s no longer shares the case %(reference)s with you."),
}
OF_RECEPTION: dict[str, Sentence] = {
    "person_received": _("%(mission)s has received the person of the case %(reference)s."),
    "person_handed_over": _(
        "%(mission)s has handed over the person of the case %(reference)s. The case is closed."
    ),
    "arrival_withdrawn": _(
        "%(mission)s has taken back the arrival on the case %(reference)s: it was recorded wrongly."
    ),
}
CHANGED = _(
    "%(mission)s has recorded late news on the case %(reference)s, about a time when another "
    "mission had it."
)


OPENED = _(
    "%(by)s has corrected at which mission the case %(reference)s was opened. It concerns you."
)


def to_transfer(reference: str, params: Params) -> str:
    """Lead to the page of the offer."""
    return reverse("transfer_detail", args=[params["transfer"]])


def to_transfers(reference: str, params: Params) -> str:
    """Lead to the list of offers: the former mission no longer sees the case."""
    return reverse("transfer_list")


def to_shared(reference: str, params: Params) -> str:
    """Lead to the cases that are shared."""
    return reverse("shared_list")


def to_case(reference: str, params: Params) -> str:
    """Lead to the case."""
    return reverse("case_detail", args=[reference])


for _kind, _sentence in OF_TRANSFERS.items():
    notice_kind(_kind, sentence=_sentence, address=to_transfer, mailed=True)
for _kind, _sentence in OF_SHARES.items():
    notice_kind(_kind, sentence=_sentence, address=to_shared)
for _kind, _sentence in OF_RECEPTION.items():
    notice_kind(_kind, sentence=_sentence, address=to_case, mailed=True)
notice_kind("case_changed_before_us", sentence=CHANGED, address=to_transfers, mailed=True)
notice_kind("case_changed_of_others", sentence=CHANGED, address=to_case)
notice_kind("opening_corrected", sentence=OPENED, address=to_case, mailed=True)


def tell_of_transfer(kind: str, transfer: Transfer, mission_id: int) -> None:
    """Tell one side of a transfer what the other has done, and when."""
    zone = transfer.to_mission.zone
    taken_over = iso_between(transfer.taken_over_from, transfer.taken_over_at, zone)
    moments = {
        "taken_over_at": taken_over,
        "answered_at": iso_between(transfer.answered_at, transfer.answered_at, zone),
    }
    tell(
        kind,
        mission_id=mission_id,
        audience="mission",
        reference=transfer.reference,
        params={
            "transfer": str(transfer.uuid),
            "from_mission": transfer.from_mission.code,
            "to_mission": transfer.to_mission.code,
            **{name: told for name, told in moments.items() if told},
        },
    )


def tell_of_share(kind: str, share: Share) -> None:
    """Tell the other mission what it sees now, or no longer sees."""
    tell(
        kind,
        mission_id=share.to_mission_id,
        audience="mission",
        reference=share.reference,
        params={"from_mission": share.owner.code},
    )


def tell_of_change(case: Case, former: Collection[int], headquarters: Collection[int]) -> None:
    """Tell the missions whose time with the case reads otherwise now, and headquarters."""
    kinds = dict.fromkeys(headquarters, "case_changed_of_others")
    kinds |= dict.fromkeys(former, "case_changed_before_us")
    for mission_id, kind in sorted(kinds.items()):
        tell(
            kind,
            mission_id=mission_id,
            audience="mission",
            reference=case.reference,
            params={"mission": case.mission.code},
        )


def tell_of_opening(case: Case, missions: Collection[int], by: str) -> None:
    """Tell who has the case, and where it was opened, that this was corrected."""
    for mission_id in sorted(missions):
        tell(
            "opening_corrected",
            mission_id=mission_id,
            audience="mission",
            reference=case.reference,
            params={"by": by},
        )


def tell_of_reception(kind: str, case: Case, mission_code: str) -> None:
    """Tell what was seen at home: the officer of the case, the whole mission where nobody is."""
    tell(
        kind,
        mission_id=case.mission_id,
        staff_id=case.assigned_to_id,
        case_id=case.pk,
        reference=case.reference,
        params={"mission": mission_code},
    )
