"""The second wall of drafts: what an officer began to type of a new case."""

from cases.core.security import Protected

OF_DRAFT = (
    "staff_id = (select app_staff()) and posting_id = (select app_posting()) "
    "and (select app_sees('people')) and (from_case_id is null "
    "or (select true from cases_case as parent where parent.id = from_case_id)) "
    "and (from_report_id is null "
    "or (select true from cases_receivedreport as told where told.id = from_report_id)) "
    "and (from_stranger_id is null "
    "or (select true from cases_musterstranger as here where here.id = from_stranger_id))"
)
"""A draft is its author's at one posting, and nobody else's: neither the head's of the mission nor
headquarters'. One begun from a case, a report or somebody without a case at a head count is in
sight as long as that is."""
OLD_DRAFT = "(select app_kind()) = 'system' and saved_at < now() - interval '7 days'"
"""What the job that empties old drafts sees of them."""

DRAFTS = Protected(
    # Whose it is never changes.
    "cases_draft",
    f"({OF_DRAFT}) or ({OLD_DRAFT})",
    inserts=OF_DRAFT,
    columns=("content", "carried", "saved_at", "ended_at", "ended_as"),
)
