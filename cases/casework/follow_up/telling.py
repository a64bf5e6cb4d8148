"""Telling of welfare checks, and of people who left again after they had come home.

A notice names numbers of cases and nothing that was found: that is restricted.
"""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.casework.follow_up.models import EarlierReturn, WelfareCheck
from cases.casework.follow_up.terms import kind_words
from cases.casework.telling import to_case
from cases.core.notices import Params, notice_kind, tell, words_for
from cases.missions.queries import headquarters_ids


def to_list(reference: str, params: Params) -> str:
    """Lead to the checks that are due."""
    return f"{reverse('follow_up')}?state=due"


def check_words(kinds: Iterable[str]) -> dict[str, str]:
    """Return what the kinds of checks are called."""
    return {kind: kind_words(kind) for kind in kinds}


words_for("check", check_words)
notice_kind(
    "welfare_due",
    sentence=_("The welfare check “%(check)s” on the case %(reference)s is due."),
    address=to_case,
    mailed=True,
)
notice_kind(
    "welfare_overdue",
    sentence=_(
        "The welfare check “%(check)s” on the case %(reference)s is overdue; its officer was told."
    ),
    address=to_case,
    mailed=True,
)
notice_kind(
    "welfares_due", sentence=_("%(count)s welfare checks are due."), address=to_list, mailed=True
)
notice_kind(
    "welfares_overdue",
    sentence=_("%(count)s welfare checks are overdue; their officers were told."),
    address=to_list,
    mailed=True,
)
notice_kind(
    "welfare_alarm",
    sentence=_("A welfare check on the case %(reference)s found something that has to be seen to."),
    address=to_case,
    mailed=True,
)
notice_kind(
    "left_again_ours",
    sentence=_(
        "The person of the case %(reference)s, who had come home, has left again: another case of "
        "hers was opened."
    ),
    address=to_case,
    mailed=True,
)
notice_kind(
    "left_again",
    sentence=_(
        "The person of the case %(reference)s had come home before, in the case %(earlier)s."
    ),
    address=to_case,
    mailed=True,
)


def tell_of_alarm(check: WelfareCheck) -> None:
    """Tell the head of the mission that has the case, and headquarters."""
    missions = {check.case.mission_id, *headquarters_ids()}
    for mission_id in sorted(missions):
        tell(
            "welfare_alarm",
            mission_id=mission_id,
            audience="head",
            case_id=check.case_id,
            reference=check.case.reference,
        )


def tell_of_return(pair: EarlierReturn) -> None:
    """Tell headquarters of both cases, and the mission of the earlier one of its own alone."""
    for mission_id in sorted(headquarters_ids()):
        tell(
            "left_again",
            mission_id=mission_id,
            audience="head",
            case_id=pair.case_id,
            reference=pair.case.reference,
            params={"earlier": pair.earlier.reference},
        )
    tell(
        "left_again_ours",
        mission_id=pair.earlier.mission_id,
        audience="mission",
        case_id=pair.earlier_id,
        reference=pair.earlier.reference,
    )
