"""What is forgotten of a person, column by column: the list that function and test read.

Every column of a table that says something about people is either emptied, by the SQL beside it,
or kept, with the reason. A table that is in neither list, or a column that is not named, fails the
test until somebody has decided. Row versions keep of a table exactly the columns kept here.

Kept is what figures need: mission, incident, country and place of the list of places, moments of
the ledgers, outcome, sex, and the band of age instead of the birth date.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

CODE = "one word of a closed set, which figures count by or a constraint needs"
MOMENT = "when something was done or known; the ledgers and limits are counted by it"
OURS = "about our own work and staff, not about the person"
KEY = "a random or serial number of ours, which by itself tells nothing"
PLACE = "a country or an entry of the list of places and bodies, as coarse as figures need"
GATE = "codes of the playbook or of accounts of the ledger; the chain is proved by them"
LINK = "which row it belongs to"

BLANK = "''"
DASH = "'—'"
"""Stands where a constraint asks for some text."""
NOTHING = "null"

STAMP = ("written_at",)
"""By a trigger; a copy elsewhere is told by it that she was forgotten."""

OF_PERSON = "citizen_id = person"
OF_PAIR = "(citizen_id = person or other_id = person)"
OF_ENTRY = "(citizen_id = person or candidate_id = person)"
OF_ROW = """(citizen_id = person or id in (select row_id from cases_pileentry
    where citizen_id = person and row_id is not null))"""
"""Rows of lists found to be of her are hers too, whether her case came from them or not."""
OF_CASES = "case_id = any(of_cases)"
OF_REPORTS = "id = any(of_reports)"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """One table: which rows are hers, what is emptied to what, what is kept and why.

    `derived`: made by the database from what is emptied; row versions keep it no more than that.
    """

    scope: str
    emptied: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[str, str] = field(default_factory=dict)
    derived: tuple[str, ...] = ()

    @property
    def statement(self) -> str:
        """What comes after "set" in the update."""
        return ", ".join(f"{column} = {value}" for column, value in self.emptied.items())


def why(**groups: Iterable[str]) -> dict[str, str]:
    """Return column -> reason, from reason -> columns as one text."""
    reasons = {
        "code": CODE,
        "moment": MOMENT,
        "ours": OURS,
        "key": KEY,
        "place": PLACE,
        "gate": GATE,
        "link": LINK,
    }
    return {
        column: reasons[name]
        for name, columns in groups.items()
        for column in (columns.split() if isinstance(columns, str) else columns)
    }


AGE = """case when birth_on is null then '' else (
    with age as (select extract(year from age(
      coalesce((select min(opened_at) from cases_case where citizen_id = person), registered_at),
      birth_on)) as years)
    select case when years < 18 then 'child' when years < 60 then 'adult' else 'elderly' end
    from age) end"""
"""Told by the age when her first case was opened, as the figures of that time counted her."""

FACT = why(
    moment="occurred_from occurred_at recorded_at voided_at",
    code="operation source",
    ours="recorded_by_id recorded_for_id",
)
FACT_WORDS = {"void_reason": BLANK, "source_detail": BLANK}
ATTACHED = why(moment="recorded_at", link="citizen_id", key="id uuid")
WITHDRAWN = {"withdrawn_at": "coalesce(withdrawn_at, moment)", "withdraw_reason": BLANK}
UNSAFE = {"unsafe_why": "case when unsafe_why = '' then '' else '—' end"}
POINT = FACT | why(key="id uuid number", link="citizen_id")

OF_PEOPLE: dict[str, Forgotten] = {
    "cases_name": Forgotten(
        OF_PERSON,
        {"value": DASH, "sound_key": BLANK, "source_detail": BLANK, **WITHDRAWN},
        ATTACHED | why(code="kind script"),
        derived=("find_key",),
    ),
    "cases_contactpoint": Forgotten(
        OF_PERSON,
        {"value": DASH, "note": BLANK, **UNSAFE, **WITHDRAWN},
        ATTACHED | why(code="kind whose is_unsafe"),
    ),
    "cases_identitydocument": Forgotten(
        OF_PERSON,
        {
            **dict.fromkeys(("number", "number_key"), BLANK),
            **dict.fromkeys(("issued_on", "expires_on"), NOTHING),
            **dict.fromkeys(("holder_name", "note"), BLANK),
            **WITHDRAWN,
        },
        ATTACHED | why(code="kind status", place="country"),
    ),
    "cases_relative": Forgotten(
        OF_PERSON,
        {"full_name": DASH, "phone": BLANK, "note": BLANK, **UNSAFE, **WITHDRAWN},
        ATTACHED | why(code="relation may_be_informed is_unsafe"),
    ),
    "cases_crossing": Forgotten(
        OF_PERSON,
        {"note": BLANK, **FACT_WORDS},
        POINT
        | why(place="from_country to_country left_from_id entered_at_id", code="manner is_regular"),
        derived=STAMP,
    ),
    "cases_stay": Forgotten(
        OF_PERSON,
        {"note": BLANK, **FACT_WORDS},
        POINT | why(place="country place_id holder_id", code="kind"),
        derived=STAMP,
    ),
    "cases_legalhold": Forgotten(
        OF_PERSON,
        {"reason": DASH, "lift_reason": "case when lift_reason = '' then '' else '—' end"},
        why(
            key="id uuid",
            link="citizen_id",
            moment="placed_at lifted_at",
            ours="placed_by_id lifted_by_id",
        ),
    ),
    "cases_anonymisation": Forgotten(
        OF_PERSON,
        {},
        why(
            key="id uuid",
            link="citizen_id",
            code="ground status",
            moment="asked_at answered_at",
            ours="asked_by_id answered_by_id",
        ),
    ),
    "cases_personreport": Forgotten(
        OF_PERSON,
        {},
        why(
            key="id uuid",
            link="citizen_id",
            code="reason language",
            moment="asked_on recorded_at",
            ours="mission_id recorded_by_id",
        ),
    ),
    "cases_rightsrequest": Forgotten(
        OF_PERSON,
        {
            "words": DASH,
            "asker_name": "case when asker_name = '' then '' else '—' end",
            "mandate": "case when mandate = '' then '' else '—' end",
            "extend_reason": "case when extend_reason = '' then '' else '—' end",
            "answer": "case when answer = '' then '' else '—' end",
            "refusal_ground": "case when refusal_ground = '' then '' else '—' end",
        },
        why(
            key="id uuid version",
            link="citizen_id report_id basis_id",
            code="kind asked_by channel status outcome",
            moment="received_on recorded_at due_at confirmed_on extended_on settled_on settled_at "
            "told_ahead told_late",
            ours="mission_id recorded_by_id settled_by_id",
        ),
    ),
    "cases_notthesame": Forgotten(
        OF_PAIR,
        {"reason": DASH},
        why(
            key="id uuid",
            link="citizen_id other_id",
            moment="declared_at",
            ours="mission_id declared_by_id",
        ),
    ),
    "cases_possibledouble": Forgotten(
        OF_PAIR,
        {"reasons": "'[]'"},
        why(key="id uuid", link="citizen_id other_id", moment="found_at"),
    ),
    "cases_sameperson": Forgotten(
        "(citizen_id = person or into_id = person)",
        {
            "because": DASH,
            "reasons": "'[]'",
            "ended_reason": "case when ended_reason = '' then '' else '—' end",
        },
        why(
            key="id uuid version",
            link="citizen_id into_id",
            code="status needs dated operation goes_on",
            moment="proposed_at recorded_at undone_at rejected_at",
            ours="mission_id proposed_by_id recorded_by_id ended_by_id",
        ),
    ),
    "cases_listrow": Forgotten(
        OF_ROW,
        {
            "cells": "'[]'",
            "corrected": "'{}'",
            "values": "'{}'",
            "problems": "'[]'",
            "reason": BLANK,
            "apart": "'[]'",
            "because": BLANK,
        },
        why(
            key="id uuid version sheet number part",
            link="received_id citizen_id case_id",
            code="state",
            moment="settled_at",
            ours="settled_by_id",
        ),
    ),
    "cases_pileentry": Forgotten(
        OF_ENTRY,
        {
            "reasons": "'[]'",
            "differences": "'[]'",
            "changes": "'[]'",
            "done": "'[]'",
            "because": BLANK,
        },
        why(
            key="id uuid version number",
            link="reconciliation_id row_id citizen_id candidate_id former_id",
            code="found pile match is_expected",
            moment="done_at",
            ours="done_by_id",
        ),
    ),
    "cases_retentionitem": Forgotten(
        OF_PERSON,
        {},
        why(
            key="id uuid reference",
            link="run_id citizen_id",
            code="rule state held_by",
            moment="due_on done_at",
        ),
    ),
    "cases_searchkeys": Forgotten(OF_PERSON, {"keys": BLANK}, why(link="citizen_id")),
    "cases_citizensight": Forgotten(
        OF_PERSON,
        {},
        why(
            key="id",
            link="citizen_id mission_id",
            moment="until write_until",
            ours="may_write",
        ),
        derived=("began_at", *STAMP),
    ),
}

CITIZEN = Forgotten(
    "id = person",
    {
        "full_name": DASH,
        **dict.fromkeys(("family_name", "middle_name", "given_name"), BLANK),
        "sort_key": "'~'",
        "sound_key": BLANK,
        "age_band": AGE,
        "birth_on": NOTHING,
        "birth_precision": "'none'",
        "birth_place": BLANK,
        "origin_province_id": NOTHING,
        **dict.fromkeys(("origin_commune", "note"), BLANK),
        "anonymised_at": "moment",
    },
    why(
        key="id uuid points version",
        ours="registered_by_id",
        moment="registered_at ledger_at now_from now_since",
        code="sex nationality_status",
        link="head_id",
        place="nationality now_country now_place_id now_holder_id",
    ),
    derived=("find_key", *STAMP),
)
