"""The second wall of drafts: what an officer began to type of a new case."""

from cases.core.security import Protected

OF_DRAFT = (
    "staff_id = (select app_staff()) and posting_id = (select app_posting()) "
    "and (select app_sees('people')) "
    "and draft_in_sight(from_case_id, from_report_id, from_stranger_id)"
)
"""A draft is its author's at one posting, and nobody else's: neither the head's of the mission nor
headquarters'. One begun from a case, a report or somebody without a case at a head count is in
sight as long as that is: a function asks, so that the walls of these three are planned where there
is such a draft, not with every work list (`cases/intake/schema.py`)."""
OLD_DRAFT = "(select app_kind()) = 'system' and saved_at < now() - interval '7 days'"
"""What the job that empties old drafts sees of them."""

DRAFTS = Protected(
    # Whose it is never changes.
    "cases_draft",
    f"({OF_DRAFT}) or ({OLD_DRAFT})",
    inserts=OF_DRAFT,
    columns=("content", "carried", "saved_at", "ended_at", "ended_as"),
)
