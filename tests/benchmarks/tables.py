"""The tables that the generator fills, with the columns it writes."""

from tests.benchmarks.rows import Table

FACT = (
    "occurred_from occurred_at recorded_at voided_at void_reason operation source source_detail "
    "recorded_by_id recorded_for_id"
)
ATTACHED = "uuid recorded_at withdrawn_at withdraw_reason citizen_id"


def table(name: str, columns: str) -> Table:
    """Return the table of a model; every row has its id first."""
    return Table(f"cases_{name}", f"id {columns}")


class Tables:
    """All tables of people and cases."""

    def __init__(self) -> None:
        self.citizen = table(
            "citizen",
            "ledger_at uuid registered_by_id registered_at mission_ids full_name family_name "
            "middle_name given_name sort_key sex birth_on birth_precision birth_place "
            "origin_province_id origin_commune nationality nationality_status note now_country "
            "now_place_id now_holder_id now_since points version",
        )
        self.case = table(
            "case",
            "ledger_at reference citizen_id incident_id mission_id mission_ids stage held "
            "hold_reason outcome assigned_to_id report_source summary opened_at position_at "
            "recorded_at rows voided_at version",
        )
        self.transition = table(
            "transition",
            f"{FACT} uuid case_id number kind from_stage from_mission_id from_held from_outcome "
            "to_stage to_mission_id to_held to_outcome changes reason copied_from_id needs_review",
        )
        self.crossing = table(
            "crossing",
            f"{FACT} uuid number note citizen_id from_country to_country left_from_id "
            "entered_at_id manner is_regular",
        )
        self.stay = table(
            "stay", f"{FACT} uuid number note citizen_id kind country place_id holder_id"
        )
        self.document = table(
            "identitydocument",
            f"{ATTACHED} kind number number_key country status issued_on expires_on holder_name "
            "note",
        )
        self.contact = table("contactpoint", f"{ATTACHED} kind value whose note")
        self.relative = table(
            "relative", f"{ATTACHED} full_name relation phone may_be_informed note"
        )
        self.name = table("name", f"{ATTACHED} kind value script source_detail")
        self.note = table("note", "uuid case_id text author_id recorded_at")
        self.version = table(
            "rowversion",
            "table_name row_id case_id citizen_id old operation staff_id recorded_at",
        )
        self.audit = table(
            "auditentry",
            "at replayed_at event operation outcome code kind staff_id posting_id mission_id "
            "case_id citizen_id subjects fields",
        )

    def all(self) -> list[Table]:
        """Return the tables."""
        return list(vars(self).values())
