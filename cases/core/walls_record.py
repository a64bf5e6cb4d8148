"""The second wall of the record: who reads which of its entries."""

from cases.core.security import Protected

OF_AUDITOR = (
    "((select app_sees('audit')) "
    "and ((select app_is_headquarters()) or mission_id = (select app_mission())))"
)
UNHIDDEN = "(select app_sees('audit'))"
"""Whoever reads the record as a whole reads no names in it."""
HIDDEN_ACTS = {
    "apart": ("keep_apart", "end_keep_apart", "show_keepapart", "list_keepaparts"),
    "protection": (
        *("record_assessment", "show_assessment", "list_assessments"),
        *("record_decision", "note_appeal", "withdraw_decision"),
        *("show_protectiondecision", "list_protectiondecisions"),
        *("flag_vulnerability", "end_vulnerability", "show_vulnerability", "list_vulnerabilitys"),
        *("show_fitnessfinding", "list_fitnessfindings"),
    ),
}
"""Acts that tell by their name what their rows say, by the word without which nobody learns of
them: that two people are kept apart, that somebody was flagged or asked about exploitation."""


def of_audit_entry(sees_all: str, sees_at: str) -> Protected:
    """Return the rule of entries: of the own mission, on who is in sight, for who reads the record.

    Whoever has the word for the record reads it without seeing the people in it.
    """
    hidden = " ".join(
        f"when operation in ({', '.join(repr(name) for name in names)}) "
        f"then (select app_sees('{word}')) or {UNHIDDEN}"
        for word, names in HIDDEN_ACTS.items()
    )
    person = (
        "case when case_id is not null then "
        "(select true from cases_case as parent where parent.id = case_id) else "
        "(select true from cases_citizen as parent where parent.id = citizen_id) end"
    )
    seen = f"{sees_all} or mission_id = {sees_at} or {OF_AUDITOR} or {person}"
    return Protected(
        "cases_auditentry", f"(case {hidden} else true end) and ({seen})", commands=("select",)
    )
