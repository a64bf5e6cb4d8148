"""What is forgotten of handovers: every word on the person, and what vouched for them.

The list itself stays, since others are on it; its digest would let somebody try names against it.
"""

from cases.retention.forgotten import BLANK, NOTHING, OF_CASES, Forgotten, why

OF_LISTS = "id in (select handover_id from cases_handoverline where case_id = any(of_cases))"


def dashed(*columns: str) -> dict[str, str]:
    """Return the SQL that leaves of words only that there were some."""
    return {name: f"case when {name} = '' then '' else '—' end" for name in columns}


OF_HANDOVER: dict[str, Forgotten] = {
    "cases_handover": Forgotten(
        OF_LISTS,
        dashed("digest", "remarks", "correct_reason", "void_reason"),
        why(
            key="id uuid number serial year version",
            link="corrects_id movement_id",
            code="kind state closes people reported",
            ours="mission_id reception_point_id prepared_by_id signed_by_id voided_by_id "
            "handed_name handed_function handed_body received_name received_function "
            "received_body",
            place="place_id received_by_id",
            moment="prepared_at occurred_from occurred_at signed_at voided_at",
        ),
    ),
    "cases_handoverline": Forgotten(
        OF_CASES,
        dashed("reason", "added_reason")
        | {
            "whereabouts": BLANK,
            "belongings": BLANK,
            "remarks": BLANK,
            "received_body": BLANK,
            "papers": "'[]'",
            "home_province_id": NOTHING,
            "shown": NOTHING,
        },
        why(
            key="id uuid position",
            link="handover_id case_id",
            code="state",
            ours="recorded_by_id said_by_id",
            moment="recorded_at said_at",
        ),
    ),
    "cases_handoverhealth": Forgotten(
        OF_CASES,
        {"words": BLANK},
        why(
            key="id uuid",
            link="line_id case_id",
            code="restricted",
            ours="recorded_by_id",
            moment="recorded_at",
        ),
    ),
}
