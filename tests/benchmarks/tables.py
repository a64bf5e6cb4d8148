"""The tables that the generator fills, with the columns it writes."""

from typing import Final

from tests.benchmarks.rows import Table

FACT: Final = (
    "occurred_from occurred_at recorded_at voided_at void_reason operation source source_detail "
    "recorded_by_id recorded_for_id uuid"
)
POINT: Final = f"{FACT} number note citizen_id"
ATTACHED: Final = "uuid recorded_at withdrawn_at withdraw_reason citizen_id"
COLUMNS: Final = {
    "citizen": (
        "ledger_at uuid registered_by_id registered_at full_name family_name "
        "middle_name given_name sort_key sound_key sex birth_on birth_precision birth_place "
        "origin_province_id origin_commune nationality nationality_status note now_country "
        "now_place_id now_holder_id now_from now_since points version"
    ),
    "citizensight": "citizen_id mission_id until may_write write_until",
    "case": (
        "ledger_at reference citizen_id incident_id mission_id mission_ids stage held hold_reason "
        "outcome assigned_to_id report_source summary opened_from opened_at position_from "
        "position_at recorded_at rows voided_at playbook_id blocker_kind blocker_procedure_id "
        "blocker_condition blocker_body blocker_authority_id blocked_from blocked_since "
        "next_due_at next_due_limit_id valid_until version"
    ),
    "transition": (
        f"{FACT} case_id number kind from_stage from_mission_id from_held from_outcome to_stage "
        "to_mission_id to_held to_outcome changes reason copied_from_id needs_review gate_open"
    ),
    "crossing": f"{POINT} from_country to_country left_from_id entered_at_id manner is_regular",
    "stay": f"{POINT} kind country place_id holder_id",
    "identitydocument": (
        f"{ATTACHED} kind number number_key country status issued_on expires_on holder_name note"
    ),
    "contactpoint": f"{ATTACHED} kind value whose note",
    "relative": f"{ATTACHED} full_name relation phone may_be_informed note",
    "name": f"{ATTACHED} kind value sound_key script source_detail",
    "note": "uuid case_id text author_id recorded_at",
    "step": (
        "uuid case_id number code procedure_id track body after opens_at status status_at "
        "opened_from opened_at recorded_at reference grounds expires_on"
    ),
    "inquiry": (
        "uuid case_id step_id body asked_of_id reference asked_from asked_at question asked_by_id "
        "recorded_at answered_from answered_at answer_reference answer verdict answer_recorded_at"
    ),
    "stepresult": (
        "uuid case_id step_id values restricted expires_on reference note happened_from "
        "happened_at recorded_at recorded_by_id"
    ),
    "clock": (
        "uuid case_id step_id limit_id inquiry_id state calendar is_counted started_from "
        "started_at due_from due_at stopped_from stopped_at rests_since rests_with rests_left "
        "verdict"
    ),
    "casebasis": (
        "uuid case_id legal_basis_id source statement consent_form told_in recorded_at "
        "recorded_by_id withdraw_note"
    ),
    "rowversion": "table_name row_id case_id citizen_id old operation staff_id recorded_at",
    "auditentry": (
        "at replayed_at event operation outcome code kind staff_id posting_id mission_id case_id "
        "citizen_id subjects fields"
    ),
}


def table(name: str) -> Table:
    """Return the table of a model; every row has its id first."""
    return Table(f"cases_{name}", f"id {COLUMNS[name]}")


class Tables:
    """All tables of people and cases."""

    def __init__(self) -> None:
        self.citizen = table("citizen")
        self.sight = table("citizensight")
        self.case = table("case")
        self.transition = table("transition")
        self.crossing = table("crossing")
        self.stay = table("stay")
        self.document = table("identitydocument")
        self.contact = table("contactpoint")
        self.relative = table("relative")
        self.name = table("name")
        self.note = table("note")
        self.step = table("step")
        self.inquiry = table("inquiry")
        self.result = table("stepresult")
        self.clock = table("clock")
        self.basis = table("casebasis")
        self.version = table("rowversion")
        self.audit = table("auditentry")

    def all(self) -> list[Table]:
        """Return the tables."""
        return list(vars(self).values())
