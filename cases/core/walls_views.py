"""The second wall of saved views: which lists of codes somebody keeps under a name."""

from cases.core.security import Protected

OWN_VIEW = (
    "staff_id = (select app_staff()) and posting_id = (select app_posting()) "
    "and mission_id = (select app_sees_at())"
)
SHARED_VIEW = "shared_at is not null and mission_id = (select app_sees_at())"
"""Everybody at the mission sees what its head shares; nobody there sees anything else of others."""
MAY_SHARE = "(select app_is_head())"

VIEWS = Protected(
    "cases_savedview",
    f"({OWN_VIEW}) or ({SHARED_VIEW})",
    writes=f"({OWN_VIEW} and (shared_at is null or {MAY_SHARE})) "
    f"or ({SHARED_VIEW} and {MAY_SHARE})",
    inserts=f"{OWN_VIEW} and shared_at is null",
    # Whose it is and what it asks for never change.
    columns=("name", "position", "shared_at", "removed_at", "version"),
    locks=f"({OWN_VIEW}) or ({SHARED_VIEW} and {MAY_SHARE})",
)
