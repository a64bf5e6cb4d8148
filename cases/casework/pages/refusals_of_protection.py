"""Refusals of protecting people and of travel groups, in words, by their codes."""

from cases.casework.groups import operations as groups
from cases.casework.groups.policies import NOT_OURS
from cases.casework.protection.operations import apart, checks, flags, screening
from cases.core.errors import Sentence

OF_PROTECTION: dict[str, Sentence] = {
    "apart_already": apart.APART_ALREADY,
    "appeal_before_decision": screening.BEFORE_DECISION,
    "appeal_day_needed": screening.APPEAL_DAY,
    "body_in_words": screening.WHICH_BODY,
    "child_of_age": groups.NO_CHILD,
    "days_backwards": checks.BACKWARDS,
    "ended_already": checks.ENDED_ALREADY,
    "flag_stands": flags.STANDS_ALREADY,
    "group_ended": groups.GROUP_ENDED,
    "group_needed": checks.GROUP_NEEDED,
    "group_not_ours": NOT_OURS,
    "guardian_under_age": groups.GUARDIAN_TOO_YOUNG,
    "in_a_group": groups.IN_GROUP,
    "nothing_asked": screening.NOTHING_ASKED,
    "only_volunteered": flags.ONLY_VOLUNTEERED,
    "person_twice": groups.TWICE,
    "words_needed": apart.SAY_WHY,
}
