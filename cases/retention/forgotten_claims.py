"""What is forgotten of claims and of costs of legs: words and what was printed; amounts stay.

The claim itself stays, since others are in it; its digest would let somebody try names against it.
"""

from cases.retention.forgotten import BLANK, NOTHING, OF_CASES, Forgotten, why
from cases.retention.forgotten_handover import dashed
from cases.retention.forgotten_money import FIGURES, ROW, SUMS, VOID, VOID_WORDS

OF_CLAIMS = "id in (select claim_id from cases_claimline where case_id = any(of_cases))"

OF_CLAIM: dict[str, Forgotten] = {
    "cases_claim": Forgotten(
        OF_CLAIMS,
        dashed("words", "digest", "answer_words", "withdraw_reason"),
        {"totals": FIGURES, "total_vnd": FIGURES}
        | why(
            key="id uuid number serial year version",
            code="state payer size",
            ours="mission_id prepared_by_id submitted_by_id answered_by_id withdrawn_by_id "
            "body_words",
            place="authority_id",
            moment="claimed_on prepared_at submitted_at answered_on answered_at withdrawn_at",
        ),
    ),
    "cases_claimline": Forgotten(
        OF_CASES,
        {
            "shown": NOTHING,
            "rate_source": BLANK,
            **VOID_WORDS,
        },
        ROW | SUMS | why(link="claim_id line_id", key="position", code="is_frozen"),
    ),
    "cases_claimpayment": Forgotten(
        OF_CASES,
        {"receipt": BLANK, "words": BLANK, "rate_source": BLANK, **VOID_WORDS},
        ROW | SUMS | why(link="claim_id claim_line_id", key="payment", moment="received_on"),
    ),
    "cases_legcost": Forgotten(
        OF_CASES,
        VOID_WORDS,
        VOID
        | why(
            key="id uuid version",
            link="case_id leg_id line_id",
            code="restricted",
            ours="recorded_by_id",
            moment="recorded_at",
        ),
    ),
}
