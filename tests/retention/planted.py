"""Which columns the owner of the tables puts the marker into, beside what the acts take."""

PLANTED: dict[str, tuple[str, ...]] = {
    "cases_name": ("value", "sound_key", "source_detail", "withdraw_reason"),
    "cases_contactpoint": ("value", "note", "unsafe_why", "withdraw_reason"),
    "cases_identitydocument": ("number", "number_key", "holder_name", "note", "withdraw_reason"),
    "cases_relative": ("full_name", "phone", "note", "unsafe_why", "withdraw_reason"),
    "cases_crossing": ("note", "void_reason", "source_detail"),
    "cases_stay": ("note", "void_reason", "source_detail"),
    "cases_note": ("text", "withdraw_reason"),
    "cases_sealednote": ("text", "withdraw_reason"),
    "cases_contactentry": ("whom", "words", "ground_words", "void_reason", "source_detail"),
    "cases_statement": (
        *("about", "words", "interpreter", "guardian", "taken_by"),
        *("void_reason", "source_detail"),
    ),
    "cases_safecontact": ("way", "pretext", "code_phrase", "never", "end_reason"),
    "cases_transition": ("reason", "void_reason", "source_detail"),
    "cases_step": ("reference", "grounds"),
    "cases_inquiry": ("reference", "question", "answer_reference", "answer"),
    "cases_stepresult": ("values", "reference", "note"),
    "cases_sealedpart": ("content",),
    "cases_casebasis": ("statement", "withdraw_note"),
    "cases_unsealing": ("reason", "finding_words"),
    "cases_draft": ("content", "carried"),
    "cases_share": ("reason", "revoke_reason"),
    "cases_transfer": ("summary", "answer"),
    "cases_notice": ("params",),
    "cases_outboxmail": ("subject", "body"),
    "cases_legalhold": ("reason", "lift_reason"),
    "cases_notthesame": ("reason",),
    "cases_possibledouble": ("reasons",),
    "cases_sameperson": ("because", "reasons", "ended_reason"),
    "cases_listrow": ("cells", "corrected", "values", "problems", "reason", "apart", "because"),
    "cases_pileentry": ("reasons", "differences", "changes", "done", "because"),
    "cases_rightsrequest": (
        *("words", "asker_name", "mandate", "extend_reason", "answer", "refusal_ground"),
    ),
    "cases_receivedreport": (
        *("text", "people", "subject", "sender_name", "sender_phone", "sender_email"),
        *("find_text", "text_key", "phone_key", "email_key", "close_note", "return_reason"),
    ),
    "cases_vulnerability": ("words", "end_reason"),
    "cases_assessment": ("answers", "place", "assessor", "interpreter", "spoken", "words"),
    "cases_protectiondecision": (
        *("law", "body_words", "document_number", "words", "appeal_words", "end_reason"),
    ),
    "cases_fitnessfinding": ("examiner", "help_needed", "words"),
    "cases_keepapart": ("words", "end_reason"),
    "cases_case": ("summary",),
    "cases_citizen": (
        *("full_name", "family_name", "middle_name", "given_name", "sort_key", "sound_key"),
        *("birth_place", "origin_commune", "note"),
    ),
}
ONLY_SINCE = {
    "cases_casebasis": {"withdraw_note": "withdrawn_at is not null"},
    "cases_contactpoint": {"unsafe_why": "is_unsafe"},
    "cases_relative": {"unsafe_why": "is_unsafe"},
    "cases_note": {"withdraw_reason": "withdrawn_at is not null"},
    "cases_sealednote": {"withdraw_reason": "withdrawn_at is not null"},
    "cases_contactentry": {"ground_words": "ground in ('vital', 'mistake')"},
}
"""Words that stand only where something else is so."""
