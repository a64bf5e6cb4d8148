"""What is forgotten of the money spent for a person: every word; amounts, kinds and days stay."""

from cases.retention.forgotten import BLANK, DASH, OF_CASES, Forgotten, why

VOID_WORDS = {"void_reason": "case when void_reason = '' then '' else '—' end"}
VOID = why(moment="voided_at", ours="voided_by_id")
ROW = VOID | why(
    key="id uuid version",
    link="case_id",
    code="restricted currency",
    ours="mission_id recorded_by_id",
    moment="recorded_at rate_on",
)
FIGURES = "a sum of money, without which the totals of the incident would no longer add up"
SUMS = dict.fromkeys(("amount", "amount_vnd", "rate"), FIGURES)

OF_BILLS = "id in (select shared_id from cases_costline where case_id = any(of_cases))"

OF_MONEY: dict[str, Forgotten] = {
    "cases_costline": Forgotten(
        OF_CASES,
        {
            "purpose": DASH,
            "voucher": BLANK,
            "rate_source": BLANK,
            "decide_reason": "case when decide_reason = '' then '' else '—' end",
            **VOID_WORDS,
        },
        ROW
        | SUMS
        | {"drawn": FIGURES}
        | why(
            link="deposit_id undertaking_id shared_id replaces_id",
            code="category payer repaid_by_rule",
            ours="decided_by_id",
            moment="spent_on counts_from decided_at",
        ),
    ),
    "cases_deposit": Forgotten(
        OF_CASES,
        {
            "payer_words": BLANK,
            "receipt": BLANK,
            "note": BLANK,
            "rate_source": BLANK,
            **VOID_WORDS,
        },
        ROW | SUMS | why(link="relative_id", code="held_by", moment="received_on"),
    ),
    "cases_undertaking": Forgotten(
        OF_CASES,
        {
            "signer_words": BLANK,
            "paper_number": BLANK,
            "rate_source": BLANK,
            "release_words": BLANK,
            **VOID_WORDS,
        },
        ROW
        | SUMS
        | why(
            link="relative_id attachment_id letter_id",
            code="signer release_ground",
            ours="released_by_id",
            moment="signed_on due_on released_at",
        ),
    ),
    "cases_repayment": Forgotten(
        OF_CASES,
        {"receipt": BLANK, "words": BLANK, **VOID_WORDS},
        VOID
        | {"amount": FIGURES}
        | why(
            key="id uuid version",
            link="case_id deposit_id undertaking_id",
            code="restricted",
            ours="recorded_by_id",
            moment="paid_on recorded_at",
        ),
    ),
    # Nothing of it is hers alone; named here so that the record of splitting it names her no more.
    "cases_sharedcost": Forgotten(
        OF_BILLS,
        {},
        why(
            key="id uuid",
            code="currency",
            ours="mission_id recorded_by_id",
            moment="spent_on recorded_at",
        ),
    ),
}
