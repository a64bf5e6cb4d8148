"""The second wall of briefings, and of the sheets that go out."""

from cases.core.security import Protected

AFTERWARDS = (
    *(
        "state",
        "words",
        "positions",
        "edition",
        "writers",
        *("left_out", "not_before", "approval_reason"),
        "approved_at",
        "approved_by_id",
        "returned_at",
    ),
    *("returned_by_id", "return_reason", "published_at", "published_by_id", "withdrawn_at"),
    *("withdrawn_by_id", "withdraw_reason", "version"),
)
"""What is ever written of a briefing that is there; its values stay as they were frozen."""
PUBLISHED = "(select app_sees('published')) and published_at is not null"


def briefings_of(sees_all: str) -> tuple[Protected, ...]:
    """Return the rules: briefings are of headquarters, what was published for who reads that."""
    return (
        Protected("cases_briefing", sees_all, columns=AFTERWARDS),
        Protected(
            "cases_briefingsheet",
            f"{sees_all} or ({PUBLISHED})",
            writes=sees_all,
            locks=sees_all,
            columns=("published_at", "withdrawn_at", "withdraw_reason", "replaced_by"),
        ),
    )
