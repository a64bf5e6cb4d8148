"""What is forgotten of the letters about a person: what they say, and why there was none."""

from cases.retention.forgotten import BLANK, DASH, OF_CASES, Forgotten, why

OF_LETTER: dict[str, Forgotten] = {
    "cases_letter": Forgotten(
        OF_CASES,
        {
            "reply_reference": BLANK,
            "reply_note": BLANK,
            "withdraw_reason": "case when withdraw_reason = '' then '' else '—' end",
        },
        why(
            # The number is that of our register; the digest tells nothing once the file is gone.
            key="id uuid version number year serial digest pages",
            link="case_id step_id inquiry_id replaces_id batch_id signed_copy_id",
            code="kind language restricted awaits_reply sent_accepted",
            place="authority_id",
            ours="mission_id issued_by_id sent_by_id reply_recorded_by_id withdrawn_by_id",
            moment="dated_on issued_at sent_from sent_at sent_recorded_at replied_from replied_at "
            "reply_recorded_at replaced_at withdrawn_at",
        ),
    ),
    "cases_lettercontent": Forgotten(
        OF_CASES,
        {"text": DASH, "values": "'{}'", "pdf": "''::bytea"},
        why(key="id made_by", link="letter_id case_id", code="restricted"),
    ),
    "cases_letterleftout": Forgotten(
        OF_CASES, {"codes": "'[]'"}, why(key="id", link="batch_id case_id", code="restricted")
    ),
}
