"""What is forgotten of what was said: notes, the contact log, statements, rules of contact."""

from cases.retention.forgotten import (
    BLANK,
    DASH,
    FACT,
    FACT_WORDS,
    NOTHING,
    OF_CASES,
    OF_PERSON,
    Forgotten,
    why,
)

NOTE = {
    "text": DASH,
    "withdraw_reason": "case when withdraw_reason = '' then '' else '—' end",
}
NOTE_KEPT = why(
    key="id uuid",
    link="case_id",
    ours="author_id withdrawn_by_id",
    moment="recorded_at withdrawn_at",
)

OF_TALK: dict[str, Forgotten] = {
    "cases_note": Forgotten(OF_CASES, NOTE, NOTE_KEPT | why(ours="only_for_id")),
    "cases_sealednote": Forgotten(OF_CASES, NOTE, NOTE_KEPT | why(code="restricted")),
    "cases_contactentry": Forgotten(
        OF_CASES,
        {
            "whom": BLANK,
            "words": BLANK,
            "ground_words": "case when ground_words = '' then '' else '—' end",
            **FACT_WORDS,
        },
        FACT
        | why(
            key="id uuid",
            link="case_id relative_id contact_point_id",
            code="talked_with channel outcome ground",
            moment="next_at",
        ),
    ),
    "cases_statement": Forgotten(
        OF_CASES,
        {
            "about": "case when about = '' then '' else '—' end",
            "words": DASH,
            "interpreter": BLANK,
            "guardian": BLANK,
            "taken_by": BLANK,
            **FACT_WORDS,
        },
        FACT
        | why(
            key="id uuid",
            link="case_id",
            code="kind answer shared_with channel language",
            place="authority_id",
        ),
    ),
    "cases_safecontact": Forgotten(
        OF_PERSON,
        {
            "way": BLANK,
            "hours_from": NOTHING,
            "hours_until": NOTHING,
            "zone": BLANK,
            "pretext": BLANK,
            "code_phrase": BLANK,
            "never": BLANK,
            "ended_at": "coalesce(ended_at, moment)",
            "end_reason": BLANK,
        },
        why(
            key="id uuid",
            link="citizen_id contact_point_id",
            code="no_voicemail no_text",
            ours="recorded_by_id",
            moment="recorded_at",
        ),
    ),
}
