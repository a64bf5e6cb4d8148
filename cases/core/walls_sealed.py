"""The second wall of what is restricted, and of its being opened with a reason."""

from dataclasses import replace

from cases.core.roles import GROUPS
from cases.core.security import Protected

OPENED = (
    "((select app_sees('unseal')) and (select true from cases_unsealing as opened "
    "where opened.posting_id = (select app_posting()) "
    "and opened.case_id = {table}.case_id "
    "and opened.restricted = {table}.restricted and opened.until > now() limit 1))"
)
"""Whether the group is open to this posting now, by a reason that was told. Asked last: whose role
reads the group never asks."""


def of_group(rule: Protected) -> Protected:
    """Return the rule of rows of a case for roles that read their group.

    Written so too, and never changed: what a role does not read it does not write, also while it
    is open to it.
    """
    group = " ".join(f"when '{name}' then (select app_sees('{name}'))" for name in sorted(GROUPS))
    need = f"case restricted {group} else false end"
    opened = OPENED.format(table=rule.table)
    return replace(
        rule,
        sees=f"({need} or {opened}) and {rule.sees}",
        writes=f"({need}) and {rule.writes}",
        locks=f"({need}) and {rule.locks}",
    )


def of_unsealing(table: str, sees_all: str, sees_at: str, acts_on_case: str) -> Protected:
    """Return the rule of openings of what is restricted.

    Seen by whoever opened and by the reviewers of both missions; made for the own posting, from now
    on, on a case on which the mission may act; judged by another than who opened.
    """
    of_file, own = "(select app_sees('file'))", "posting_id = (select app_posting())"
    concerned = f"({sees_all} or mission_id = {sees_at} or from_mission_id = {sees_at})"
    reviews = f"(select app_sees('review')) and {concerned}"
    judged = f"{of_file} and {reviews} and opened_by_id is distinct from (select app_staff())"
    return Protected(
        table,
        f"{of_file} and ({own} or ({reviews}))",
        writes=f"{judged} and reviewed_by_id = (select app_staff())",
        locks=judged,
        inserts=f"(select app_sees('unseal')) and {own} and opened_by_id = (select app_staff()) "
        "and from_mission_id = (select app_mission()) and finding = '' "
        "and opened_at <= clock_timestamp() and mission_id = "
        f"(select parent.mission_id from cases_case as parent where parent.id = {table}.case_id) "
        f"and {acts_on_case}",
        columns=("finding", "finding_words", "reviewed_at", "reviewed_by_id", "version"),
    )
