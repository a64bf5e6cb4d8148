"""What is forgotten of following up: what was found; what is planned ends."""

from cases.retention.forgotten import BLANK, OF_CASES, Forgotten, why

OF_PAIRS = "(case_id = any(of_cases) or earlier_id = any(of_cases))"

OF_FOLLOW_UP: dict[str, Forgotten] = {
    "cases_welfarecheck": Forgotten(
        OF_CASES,
        {
            "state": "case when state = 'planned' then 'not_needed' else state end",
            "drop_reason": "case when state = 'planned' then 'forgotten' else drop_reason end",
            "settled_at": "coalesce(settled_at, moment)",
        },
        why(
            key="id uuid version",
            link="case_id",
            code="kind put_off_reason channel",
            moment="counted_from first_due_on due_on due_at done_on recorded_at reminded_at "
            "escalated_at",
            ours="mission_id recorded_by_id settled_by_id",
        ),
    ),
    "cases_welfarefinding": Forgotten(
        OF_CASES,
        {"words": BLANK},
        why(
            key="id uuid",
            link="case_id check_made_id",
            code="restricted condition wants_support",
            moment="recorded_at",
        ),
    ),
    "cases_earlierreturn": Forgotten(
        OF_PAIRS,
        {},
        why(
            key="id uuid",
            link="case_id earlier_id",
            code="holds",
            moment="noticed_at told_at",
        ),
    ),
}
