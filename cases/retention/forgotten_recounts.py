"""What is kept of a clock on the list of a recount when its person is forgotten: verdicts, days."""

from cases.retention.forgotten import OF_CASES, Forgotten, why

OF_RECOUNT: dict[str, Forgotten] = {
    "cases_recountedclock": Forgotten(
        OF_CASES,
        {},
        why(
            key="id uuid",
            link="case_id clock_id recount_id",
            code="verdict_before verdict_after is_counted_before is_counted_after is_moved",
            moment="due_before due_after",
        ),
    ),
}
