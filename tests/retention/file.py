"""A person's whole file with a marker in every text, by the operations and behind them."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

from django.core.management import call_command

from cases.casework.models import Case
from cases.casework.operations import (
    add_note,
    ask_step,
    close_case,
    complete_step,
    correct_crossing,
    end_share,
    offer_transfer,
    record_answer,
    record_crossing,
    record_stay,
    refuse_step,
    reopen_case,
    reopen_step,
    review_unsealing,
    share_case,
    void_stay,
    waive_step,
    withdraw_consent,
    withdraw_transfer,
)
from cases.citizens import operations as citizens
from cases.citizens.models import Citizen
from cases.core.actor import Actor
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.fields import Sent
from cases.core.partial import PartialDate
from cases.files.operations import attach_file
from cases.intake.operations import register_another
from cases.missions.models import Mission
from cases.privacy.operations import (
    confirm_rights_request,
    extend_rights_request,
    refuse_rights_request,
)
from cases.retention.forgotten_cases import FORGOTTEN
from cases.retention.forgotten_reports import HERS
from cases.retention.operations.holds import lift_legal_hold, place_legal_hold
from cases.retention.operations.person import ask_anonymisation
from tests.casework.playbooks import a_limit, a_playbook, a_procedure
from tests.database import as_owner
from tests.factories import MissionFactory, head
from tests.movements.counted import counted_with_words
from tests.register import a_case, a_citizen, fresh
from tests.retention.beside import beside_others
from tests.retention.claimed import claimed
from tests.retention.handed import handed
from tests.retention.lettered import lettered
from tests.retention.paid import paid
from tests.retention.planted import ONLY_SINCE, PLANTED
from tests.retention.protected import protected
from tests.retention.reported import reported
from tests.retention.travelled import travelled
from tests.world import references
from tests.world_basis import a_request, by_consent
from tests.world_retention import lead
from tests.world_sealed import at_border, began
from tests.world_talking import everything_said

__all__ = ["MARK", "PLANTED", "asked_for", "lead", "plant_in_tables", "verified", "whole_file"]
MARK = "Zqforgetme"
OPENED = When(day=(datetime.now(UTC) - timedelta(days=60)).date())
SEEN = When(day=(datetime.now(UTC) - timedelta(days=50)).date())
RESULT = [
    {"name": "finding", "kind": "text", "label": "Finding", "max_length": 80},
    {"name": "found_on", "kind": "day", "label": "Found on", "past": True},
]
STEPS = (
    ("contact", "identity", "mission", ()),
    ("screening", "travel", "mission", ()),
    ("clinic", "travel", "host_authority", ()),
    ("waived", "identity", "mission", ()),
    ("refusing", "identity", "mission", ()),
)
MARKED_JSON = {"'{}'": f'\'{{"{MARK}": "{MARK}"}}\'', "'[]'": f"'[\"{MARK}\"]'"}
OBJECTS = {"shown": "'{}'"}
"""Columns of objects, also where nothing at all is left of them."""
SAID = {"finding": MARK, "found_on": "2025-10-27"}


def marked_person(actor: Actor) -> Citizen:
    """Register somebody with a marker in every text, and correct it, so that versions have it."""
    person = a_citizen(
        actor,
        full_name=f"Nguyễn {MARK}",
        family_name=MARK,
        middle_name=MARK,
        given_name=MARK,
        birth_place=MARK,
        origin_commune=MARK,
        note=MARK,
        sex="f",
        birth=PartialDate(date(2010, 4, 12), "day"),
    )
    added = (
        (citizens.add_name, {"kind": "alias", "value": MARK, "source_detail": MARK}),
        (citizens.add_contact_point, {"kind": "facebook", "value": MARK, "note": MARK}),
        (
            citizens.add_identity_document,
            {
                "kind": "passport",
                "status": "lost",
                "number": "C7654321",
                "holder_name": MARK,
                "note": MARK,
                "issued_on": date(2020, 1, 2),
            },
        ),
        (
            citizens.add_relative,
            {"full_name": MARK, "relation": "mother", "phone": "+84 912 345 678", "note": MARK},
        ),
    )
    for act, arguments in added:
        act(actor, fresh(person), **arguments)
    name = person.names.get()
    citizens.withdraw_name(actor, fresh(person), name=name, reason=MARK)
    changes = {"full_name": f"Trần {MARK}", "note": f"{MARK} 2", "sex": "m"}
    citizens.correct_citizen(actor, fresh(person), changes=changes)
    return fresh(person)


def marked_case(actor: Actor, person: Citizen) -> Case:
    """Open a case of hers and do everything on it that takes a text; it ends closed."""
    a_limit(a_procedure("contact", result_fields=RESULT))
    for code in ("screening", "clinic"):
        a_procedure(code, restricted="health", result_fields=RESULT, track="travel")
    for code in ("waived", "refusing"):
        a_procedure(code, result_fields=RESULT)
    a_playbook(steps=STEPS, gates={})
    other = MissionFactory(code="VTE", country="LA", zone="Asia/Vientiane")
    case = a_case(actor, person, reported=OPENED, summary=MARK)
    steps = {row.code: row for row in case.steps.all()}
    crossing = record_crossing(
        actor,
        fresh(case),
        from_country="MM",
        to_country="TH",
        when=SEEN,
        source="relative",
        source_detail=MARK,
        note=MARK,
    )
    stay = record_stay(
        actor,
        fresh(case),
        kind="at",
        country="TH",
        when=SEEN,
        source="relative",
        source_detail=MARK,
        note=MARK,
    )
    acts: tuple[tuple[Any, dict[str, Any]], ...] = (
        (correct_crossing, {"crossing": crossing, "reason": MARK, "changes": {"note": MARK}}),
        (void_stay, {"stay": stay, "reason": MARK}),
        (add_note, {"text": MARK}),
        (attach_file, {"file": Sent(f"{MARK}.txt", MARK.encode()), "description": MARK}),
        (
            complete_step,
            {"step": steps["contact"], "result": SAID, "note": MARK, "reference": MARK},
        ),
        (complete_step, {"step": steps["screening"], "result": SAID, "note": MARK}),
        (ask_step, {"step": steps["clinic"], "question": MARK, "reference": MARK}),
        (record_answer, {"step": steps["clinic"], "verdict": "refused", "answer": MARK}),
        (waive_step, {"step": steps["waived"], "reason": MARK}),
        (refuse_step, {"step": steps["refusing"], "grounds": MARK}),
        (reopen_step, {"step": steps["refusing"], "reason": MARK}),
        (close_case, {"outcome": "own_means", "note": MARK}),
        (reopen_case, {"reason": MARK, "whereabouts": "wrong"}),
    )
    for act, arguments in acts:
        act(actor, fresh(case), **arguments)
    marked_around(actor, case, person, other)
    travelled(actor, case, MARK)
    close_case(actor, fresh(case), outcome="own_means", note=MARK)
    return fresh(case)


def marked_around(actor: Actor, case: Case, person: Citizen, other: Mission) -> None:
    """Share and offer the case, name its ground, open what is sealed, hold the person."""
    share = share_case(actor, fresh(case), mission=other, days=30, reason=MARK)
    end_share(actor, fresh(share), reason=MARK)
    offer = offer_transfer(actor, fresh(case), mission=other, summary=MARK)
    withdraw_transfer(actor, fresh(offer), reason=MARK)
    register_another(actor, fresh(case))
    by_consent(actor, case, statement=MARK)
    withdraw_consent(actor, fresh(case), withdrawn_on=SEEN.day, withdraw_note=MARK)
    border = at_border(code=actor.mission_code)
    opened = began(
        border, fresh(case), timedelta(minutes=5), reason=f"{MARK}, as long as it must be"
    )
    review_unsealing(actor, opened, finding="justified", finding_words=MARK)
    refused_request(actor, fresh(person))
    reported(actor, case, MARK)
    everything_said(actor, case, MARK)
    protected(actor, case, MARK)
    lettered(actor, case, MARK)
    paid(actor, case, MARK)
    counted_with_words(actor, case, MARK)
    handed(actor, case, MARK)
    claimed(actor, case, MARK)
    beside_others(actor, person, MARK)
    place_legal_hold(actor, fresh(person), reason=MARK)
    lift_legal_hold(actor, fresh(person), reason=MARK)


def refused_request(actor: Actor, person: Citizen) -> None:
    """Let her mother object, take longer to answer, and refuse it."""
    row = a_request(
        actor,
        person,
        kind="objection",
        asked_by="relative",
        asker_name=MARK,
        mandate=MARK,
        words=MARK,
    )
    confirm_rights_request(actor, fresh(row), confirmed_on=row.received_on)
    extend_rights_request(actor, fresh(row), reason=MARK, extended_on=row.received_on)
    said = {"answer": MARK, "refusal_ground": MARK, "settled_on": row.received_on}
    refuse_rights_request(actor, fresh(row), **said)


def asked_for(person: Citizen, actor: Actor | None = None) -> Citizen:
    """Let somebody ask that the person be anonymised."""
    with eyes(actor or head()) as asker:
        return ask_anonymisation(asker, fresh(person), ground="wish")


def whole_file(actor: Actor) -> Case:
    """Return the closed case of somebody whose file says everything that can be said."""
    with eyes(actor):
        references()
        return marked_case(actor, marked_person(actor))


def mission_of(actor: Actor) -> Mission:
    """Return the mission of the actor."""
    return Mission.objects.get(pk=actor.mission_id)


WITHDRAWN = {"cases_casebasis": "withdraw_note", "cases_letter": "withdraw_reason"}


def plant_in_tables(case: Case) -> None:
    """As the owner of the tables, put the marker into every column that is said to be emptied."""
    statements = []
    for table, plan in FORGOTTEN.items():
        words = {
            column: MARKED_JSON.get(OBJECTS.get(column, value), f"'{MARK} {MARK}'")
            for column, value in plan.emptied.items()
            if column in PLANTED.get(table, ())
        }
        if not words:
            continue
        for column, since in ONLY_SINCE.get(table, {}).items():
            words[column] = f"case when {since} then '{MARK}' else '' end"
        if table in WITHDRAWN:  # only what was withdrawn says why
            words[WITHDRAWN[table]] = f"case when withdrawn_at is null then '' else '{MARK}' end"
        columns = ", ".join(f"{column} = {value}" for column, value in words.items())
        scope = plan.scope.replace("any(of_reports)", f"any(array({HERS}))")
        scope = scope.replace("any(of_cases)", f"any(array[{case.pk}])")
        scope = scope.replace("person", str(case.citizen_id))
        statements += [
            f"alter table {table} disable trigger user",
            f"update {table} set {columns} where {scope}",
            f"alter table {table} enable trigger user",
        ]
    as_owner(["set constraints all immediate", *statements])


def verified() -> str:
    """Run the proof of both ledgers and return what it prints."""
    out = StringIO()
    call_command("verify_ledger", stdout=out)
    return out.getvalue()
