"""The second wall of changes to administrators: nobody asks or decides in another one's name.

Accounts and roles are in sight of whoever acts; who reads the changes is decided by the first wall.
"""

from cases.core.security import Protected

BY_ONESELF = "decided_by_id = (select app_staff())"
ADMINISTRATOR_CHANGES = Protected(
    "cases_administratorchange",
    "(select app_kind()) <> ''",
    inserts="asked_by_id = (select app_staff()) and staff_id <> (select app_staff()) "
    "and decided_by_id is null and state in ('waiting', 'at_once')",
    writes=f"{BY_ONESELF} or (decided_by_id is null and state in ('waiting', 'expired'))",
    columns=("state", "decided_by_id", "decided_at", "decide_reason", "done_at", "version"),
)
"""Whose account, what, why and until when never change."""
