"""The second wall of what protects people: restricted rows of a case, pairs kept apart, groups."""

from collections.abc import Callable
from dataclasses import replace

from cases.core.security import Protected
from cases.core.walls_sealed import of_group

ENDS = ("ended_at", "ended_by_id", "end_reason", "version")
"""What is ever written of a row that is there: its end."""
APPEAL = ("appeal", "appeal_on", "appeal_words")
ONLY_ADDED = ("select", "insert")
OF_APART = "(select app_sees('apart'))"


def of_apart(sees_all: str, in_sight: Callable[..., str], to_write: str) -> Protected:
    """Return the rule of pairs kept apart: for who seats and houses, with both in sight.

    Made by whoever may write one of them, since the other may be only shared.
    """
    one, other = "cases_keepapart.citizen_id", "cases_keepapart.other_id"
    both = f"{in_sight(one)} and {in_sight(other)}"
    writes = f"{both} and ({in_sight(one, to_write)} or {in_sight(other, to_write)})"
    rule = f"{OF_APART} and ({sees_all} or ({writes}))"
    return Protected(
        "cases_keepapart",
        f"{OF_APART} and ({sees_all} or ({both}))",
        writes=rule,
        locks=rule,
        columns=ENDS,
    )


def protection_of(
    eyes: tuple[str, str, str],
    of_case: Callable[..., Protected],
    in_sight: Callable[..., str],
    to_write: str,
) -> tuple[Protected, ...]:
    """Return the rules of all tables of protection and of travel groups.

    `eyes` say who sees all, at which mission, and whether the role reads files.
    """
    sees_all, sees_at, of_file = eyes
    ours = f"{of_file} and ({sees_all} or mission_id = {sees_at}"
    member = replace(of_case("cases_groupmember"), columns=("until", "left_at", "left_by_id"))
    group = "(select true from cases_travelgroup as party where party.id = group_id)"
    owns = (
        "(select true from cases_groupmember as member where member.group_id = "
        "cases_travelgroup.id and owns_case(member.case_id) limit 1)"
    )
    return (
        replace(of_group(of_case("cases_vulnerability")), columns=ENDS),
        of_group(of_case("cases_assessment", *ONLY_ADDED)),
        replace(of_group(of_case("cases_protectiondecision")), columns=(*APPEAL, *ENDS)),
        of_case("cases_travelfitness", *ONLY_ADDED),
        of_group(of_case("cases_fitnessfinding", *ONLY_ADDED)),
        of_apart(sees_all, in_sight, to_write),
        Protected(
            "cases_travelgroup",
            # By a function: its members ask for the group when they are made, in a ring.
            f"{ours} or group_in_sight(id))",
            writes=f"{ours} or {owns})",
            locks=f"{ours} or {owns})",
            inserts=f"{ours})",
            columns=("ended_at", "ended_by_id", "version"),
        ),
        replace(member, inserts=f"{member.writes} and {group}"),
    )
