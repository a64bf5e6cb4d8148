"""What is forgotten of protecting a person, and of whom she travelled with."""

from cases.retention.forgotten import BLANK, DASH, OF_CASES, OF_PAIR, Forgotten, why

ENDED = {"end_reason": "case when end_reason = '' then '' else '—' end"}
RECORDED = why(key="id uuid", link="case_id", code="restricted", moment="recorded_at")
BY = why(ours="recorded_by_id")
END = why(moment="ended_at", ours="ended_by_id", key="version")

OF_GROUPS = "id in (select group_id from cases_groupmember where case_id = any(of_cases))"

OF_PROTECTION: dict[str, Forgotten] = {
    "cases_vulnerability": Forgotten(
        OF_CASES,
        {"words": BLANK, **ENDED},
        RECORDED | BY | END | why(code="kind source", moment="since until"),
    ),
    "cases_assessment": Forgotten(
        OF_CASES,
        {
            "answers": "'{}'",
            "place": DASH,
            "assessor": DASH,
            "interpreter": BLANK,
            "spoken": BLANK,
            "words": BLANK,
        },
        RECORDED | BY | why(key="number", code="age_then", moment="assessed_on"),
    ),
    "cases_protectiondecision": Forgotten(
        OF_CASES,
        {
            "law": DASH,
            "body_words": BLANK,
            "document_number": BLANK,
            "words": BLANK,
            "appeal_words": BLANK,
            **ENDED,
        },
        RECORDED | BY | END | why(code="side body result appeal", moment="decided_on appeal_on"),
    ),
    "cases_fitnessfinding": Forgotten(
        OF_CASES,
        {"examiner": DASH, "help_needed": BLANK, "words": BLANK},
        RECORDED | why(link="fitness_id", code="examiner_role"),
    ),
    "cases_travelfitness": Forgotten(
        OF_CASES,
        {},
        BY
        | why(
            key="id uuid",
            link="case_id",
            code="result",
            moment="valid_from valid_until recorded_at",
        ),
    ),
    "cases_keepapart": Forgotten(
        OF_PAIR,
        {"words": BLANK, **ENDED},
        why(
            key="id uuid version",
            link="citizen_id other_id",
            code="reason",
            moment="since until recorded_at ended_at",
            ours="mission_id recorded_by_id ended_by_id",
        ),
    ),
    # Nothing of it is hers alone; named here so that the record of forming it names her no more.
    "cases_travelgroup": Forgotten(
        OF_GROUPS,
        {},
        why(
            key="id uuid version",
            code="kind",
            moment="formed_at ended_at",
            ours="mission_id formed_by_id ended_by_id",
        ),
    ),
    "cases_groupmember": Forgotten(
        OF_CASES,
        {},
        why(
            key="id uuid",
            link="case_id group_id",
            code="role",
            moment="since until recorded_at left_at",
            ours="recorded_by_id left_by_id",
        ),
    ),
}
