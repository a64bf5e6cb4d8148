"""What is forgotten of the files on a person's cases; their bytes go with the next sweep."""

from cases.retention.forgotten import BLANK, DASH, NOTHING, OF_CASES, Forgotten, why

OF_FILES: dict[str, Forgotten] = {
    "cases_attachment": Forgotten(
        OF_CASES,
        {"size": "0"},
        why(
            key="id uuid version",
            link="case_id document_id step_id",
            code="purpose restricted names_others withdraw_reason",
            ours="mission_id recorded_by_id withdrawn_by_id",
            moment="recorded_at withdrawn_at",
        ),
    ),
    "cases_attachedfile": Forgotten(
        OF_CASES,
        {
            "name": DASH,
            "description": BLANK,
            "digest": BLANK,
            "sent_digest": BLANK,
            "width": NOTHING,
            "height": NOTHING,
            "pages": NOTHING,
            "stored": NOTHING,
            "preview": NOTHING,
        },
        why(
            key="id",
            link="attachment_id case_id named_cases",
            code="restricted kind",
            moment="recorded_at",
        ),
    ),
}
