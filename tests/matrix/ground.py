"""One case of Bangkok with a marker in every text, and whoever stands around it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib import admin
from django.db import models

from cases.casework.models import Case
from cases.casework.operations import (
    add_note,
    complete_step,
    end_share,
    link_same_person,
    offer_transfer,
    open_sealed,
    record_crossing,
    record_fact,
    record_stay,
    set_legal_basis,
    set_reception_point,
    share_case,
)
from cases.citizens import operations as citizens
from cases.citizens.models import PossibleDouble
from cases.core.actor import SYSTEM, Actor
from cases.core.context import eyes
from cases.core.facts import When, replay
from cases.core.fields import Sent
from cases.files.operations import attach_file
from cases.letters.operations import issue_letters
from cases.missions.models import Mission
from cases.missions.queries import system_at
from cases.privacy.operations import make_report, record_rights_request
from cases.reports.operations import link_report, open_report, take_down_report
from tests.briefings.drafts import published
from tests.casework.playbooks import a_playbook, a_procedure
from tests.factories import LegalBasisFactory, MissionFactory, head, headquarters
from tests.incidents.orders import a_directive
from tests.matrix.addressed import what_addresses_name
from tests.matrix.claimed import claim_back
from tests.matrix.handed import hand_over, marked_handover
from tests.matrix.protected import marked, protect
from tests.matrix.spent import marked_money, spend
from tests.matrix.travelled import travel
from tests.publishing.course import a_report
from tests.register import a_case, a_citizen, fresh
from tests.world import references
from tests.world_exports import an_export
from tests.world_figures import a_snapshot
from tests.world_lists import parked_row, put_on
from tests.world_reception import AT_HOME
from tests.world_reconciliation import a_row_of_somebody
from tests.world_talking import everything_said

OPENED = datetime.now(UTC) - timedelta(days=100)
LATELY = When(day=(datetime.now(UTC) - timedelta(days=2)).date())
SEARCHED = "Kestrel"
"""A part of the name that is no marker: a page may repeat what was asked."""
MARKS = {
    "person": (
        *("Zqname", "Zqalias", "Zqphone", "Zqpaper", "Zqkin", "Zqway", "Zqstay", "Zqsummary"),
        *marked_handover(),
    ),
    "told": ("Zqtold", "Zqsender", "Zqmeant"),
    "file": ("Zqasked", "Zqasker", "Zqnote", "Zqresult", "Zqstepnote"),
    "health": ("Zqhealth",),
    "offer": ("Zqoffer",),
    "share": ("Zqshare",),
    "review": ("Zqreason",),
    **(dict(marked()) | dict(marked_money())),
}
"""Markers by what has to be in sight for them. A summary of an offer is for its receiver."""
MISSIONS = {
    "reader": {"code": "VTE", "country": "LA", "zone": "Asia/Vientiane"},
    "revoked": {"code": "PNH", "country": "KH", "zone": "Asia/Phnom_Penh"},
    "expired": {"code": "KUL", "country": "MY", "zone": "Asia/Kuala_Lumpur"},
    "offered": {"code": "SIN", "country": "SG", "zone": "Asia/Singapore"},
    "other": {"code": "RGN", "country": "MM", "zone": "Asia/Yangon"},
    "point": {"code": "NBA", **AT_HOME},
    "other_point": {"code": "TSN", **AT_HOME},
}
RESULT = [{"name": "finding", "kind": "text", "label": "Finding", "max_length": 80}]
STEPS = (
    ("contact", "identity", "mission", ()),
    ("screening", "travel", "mission", ()),
    ("left", "identity", "mission", ()),
)


@dataclass
class Ground:
    """The case, and how addresses and bodies name it and what hangs on it."""

    case: Case
    keys: dict[tuple[str, str], str] = field(default_factory=dict)
    pks: dict[str, str] = field(default_factory=dict)
    named: dict[str, Any] = field(default_factory=dict)
    own: dict[str, Any] = field(default_factory=dict)

    def fill(self, area: str, name: str) -> str:
        """Return what stands in a gap of an address below `area`."""
        return self.keys.get((area, name)) or {"app_label": "cases"}.get(name, "1")


def mission_called(name: str) -> Mission:
    """Return one of the missions around the case."""
    made: Mission = MissionFactory(**MISSIONS[name])
    return made


def bangkok() -> Mission:
    """Return the mission that has the case."""
    made: Mission = MissionFactory()
    return made


def build() -> Ground:
    """Return the ground; call it in a transaction."""
    references()
    owner = head()
    playbook()
    with eyes(system_at(bangkok())) as system, replay(OPENED):
        person = a_citizen(system, full_name=f"{SEARCHED} Zqname")
        case = a_case(system, person, summary="Zqsummary", report_source="relative")
        share(system, case, "expired", days=90)
    with eyes(owner):
        tell_of_person(owner, case)
        tell_of_case(owner, case)
        share(owner, case, "reader")
        end_share(owner, share(owner, case, "revoked"))
        report = make_report(owner, case.citizen, reason="person", language="en")
        request = record_rights_request(
            owner,
            fresh(case.citizen),
            kind="deletion",
            asked_by="relative",
            asker_name="Zqasker",
            mandate="Zqasker",
            channel="phone",
            received_on=LATELY.day,
            words="Zqasked",
        )
        told = a_told_report(owner, case)
        issue_letters(owner, cases=[fresh(case)], letter="case-summary", remark="Zqletter")
        citizens.declare_different(
            owner, fresh(case.citizen), other=a_citizen(owner), reason="Cousins."
        )
        link = link_same_person(owner, a_citizen(owner), into=fresh(case.citizen), because="Zqlink")
        put_on(owner, fresh(case).citizen)
        row, _more = parked_row(owner)
        entry, _more = a_row_of_somebody(owner)
        guarded = way_home(owner, case)
        offer = offer_transfer(
            owner, fresh(case), mission=mission_called("offered"), summary="Zqoffer"
        )
    opener = headquarters()
    with eyes(opener):
        opening = open_sealed(
            opener, fresh(case), restricted="health", kind="medical", reason="Zqreason " * 4
        )
    other = head(**MISSIONS["other"])
    with eyes(other):
        own = a_case(other, a_citizen(other, full_name="Own Invented"))
    with eyes(SYSTEM):
        PossibleDouble.objects.create(
            citizen=case.citizen, other=own.citizen, reasons=["born"], found_at=datetime.now(UTC)
        )
        directive = a_directive()
    figures_kept()
    with eyes(SYSTEM):
        ground = Ground(Case.objects.select_related("citizen", "incident").get(pk=case.pk))
        ground.own = {"cases": fresh(own), "citizens": own.citizen}
        ground.pks = dict(primary_keys(ground.case))
        ground.named = dict(what_bodies_name(ground.case))
        made = (offer, directive, report, opening, request, link, told, row, entry)
        ground.keys = dict(what_addresses_name(ground.case, made, guarded))
    return ground


def way_home(owner: Actor, case: Case) -> dict[str, Any]:
    """Protect the person, spend something for her, let her travel and hand her over."""
    made = protect(owner, case) | spend(owner, case, paper=case.attachments.get())
    made |= travel(owner, case)
    made |= claim_back(owner, fresh(case), made["movements"]) | {"exports": an_export(owner).uuid}
    return made | hand_over(owner, fresh(case))


def figures_kept() -> None:
    """Keep a snapshot and a figure of others, and publish a briefing with a snapshot of its own."""
    published(), a_report(), a_snapshot(title="Zqsnapshot")


def a_told_report(actor: Actor, case: Case) -> Any:
    """Return a report that somebody has opened and linked to the case."""
    row = take_down_report(
        actor,
        channel="mail",
        text="Zqtold",
        subject="Zqtold",
        people="Zqmeant",
        sender="relative",
        sender_name="Zqsender",
    )
    open_report(actor, fresh(row))
    return link_report(actor, fresh(row), case=fresh(case))


def playbook() -> None:
    """Publish three steps: one open, one sealed, one that stays to be done."""
    a_procedure("contact", result_fields=RESULT)
    a_procedure("screening", track="travel", restricted="health", result_fields=RESULT)
    a_playbook(steps=STEPS, gates={})


def share(actor: Actor, case: Case, name: str, days: int = 30) -> Any:
    """Share the case for reading."""
    return share_case(actor, fresh(case), mission=mission_called(name), days=days, reason="Zqshare")


def tell_of_person(actor: Actor, case: Case) -> None:
    """Attach everything to the person."""
    person = case.citizen
    citizens.add_name(actor, fresh(person), kind="alias", value="Zqalias")
    citizens.add_contact_point(actor, fresh(person), kind="other", value="Zqphone")
    citizens.add_identity_document(
        actor, fresh(person), kind="passport", status="lost", number="Zqpaper"
    )
    citizens.add_relative(actor, fresh(person), full_name="Zqkin", relation="father")


def tell_of_case(actor: Actor, case: Case) -> None:
    """Bring the person on the road, with a note and results of steps."""
    way: dict[str, Any] = {"when": LATELY, "source": "relative"}
    record_crossing(
        actor, fresh(case), from_country="MM", to_country="TH", source_detail="Zqway", **way
    )
    record_stay(actor, fresh(case), kind="at", country="TH", note="Zqstay", **way)
    add_note(actor, fresh(case), text="Zqnote")
    everything_said(actor, case, "Zqnote")
    file = Sent("zqfile.txt", b"Zqfile")
    attach_file(actor, fresh(case), file=file, purpose="other", description="Zqfile")
    set_legal_basis(
        actor,
        fresh(case),
        legal_basis=LegalBasisFactory(),
        source="citizen",
        statement="Zqnote",
    )
    steps = {row.code: row for row in fresh(case).steps.all()}
    complete_step(
        actor,
        fresh(case),
        step=steps["contact"],
        result={"finding": "Zqresult"},
        note="Zqstepnote",
    )
    complete_step(
        actor, fresh(case), step=steps["screening"], result={"finding": "Zqhealth"}, note="Zqhealth"
    )
    set_reception_point(actor, fresh(case), reception_point=mission_called("point"))
    record_fact(actor, fresh(case), stage="departed", when=LATELY, source="mission", reason="Seen.")


def of_the_case(model: type[models.Model], case: Case) -> Any:
    """Return a row of a table that hangs on the case or its person, else any row."""
    rows = model._base_manager.order_by("pk")
    names = {row.name: row for row in model._meta.get_fields()}
    if model is Case:
        return case
    if "case" in names and names["case"].is_relation:
        return rows.filter(case=case).first()
    if "citizen" in names and names["citizen"].is_relation:
        return rows.filter(citizen_id=case.citizen_id).first()
    return case.citizen if model is type(case.citizen) else rows.first()


def primary_keys(case: Case) -> Iterator[tuple[str, str]]:
    """Yield the primary key that the admin is asked for, by table."""
    for model in admin.site._registry:
        row = of_the_case(model, case)
        yield str(model._meta.model_name), str(row.pk) if row else "1"


def what_bodies_name(case: Case) -> Iterator[tuple[str, Any]]:
    """Yield what a body says to mean something of the foreign case, by field."""
    person = case.citizen
    yield "other", str(person.uuid)
    yield "transition", str(case.transitions.order_by("pk")[0].uuid)
    for name, rows in {
        "crossing": person.crossings,
        "stay": person.stays,
        "name": person.names,
        "contact_point": person.contact_points,
        "document": person.documents,
        "relative": person.relatives,
    }.items():
        yield name, str(rows.order_by("pk")[0].uuid)
