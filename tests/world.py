"""A world in which every declared operation works with its own example.

`ready` brings one record into a state in which the operation is possible, through the operations
themselves, and returns it with the JSON arguments of the example. The registry tests of all
surfaces build on it, so a new operation is tried everywhere once its example works here.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from cases.casework.models import Case
from cases.casework.operations import close_case, hold_case
from cases.core.actor import SYSTEM, Actor
from cases.core.context import eyes
from cases.core.facts import When
from cases.core.registry import DECLARED, RESOURCES, Declared
from cases.exchange.operations import create_token
from cases.incidents.operations import acknowledge_directive
from cases.missions.operations import add_closure
from cases.procedures.forms.playbooks import EXAMPLE
from cases.procedures.operations import draft_playbook, publish_playbook
from tests.factories import (
    AuthorityFactory,
    IncidentFactory,
    LegalBasisFactory,
    MissionFactory,
    PlaceFactory,
    PostingFactory,
    ProcedureFactory,
    ProvinceFactory,
    StaffFactory,
)
from tests.incidents.orders import a_directive
from tests.register import a_case, a_citizen, fresh
from tests.world_accounts import OF_ACCOUNTS, account, closed_account, session
from tests.world_administrators import CHANGES, CHANGES_MADE_OF, OF_CHANGES
from tests.world_attached import ATTACHED, OF_FILES
from tests.world_basis import case_by_consent, confirmed_request, report, request
from tests.world_between import (
    a_draft,
    a_view,
    offered_by,
    offered_to,
    opened_elsewhere,
    shared,
    taken_over,
)
from tests.world_briefings import BRIEFINGS, OF_BRIEFINGS
from tests.world_claims import CLAIMS, CLAIMS_MADE_OF, OF_CLAIMS, OF_LEG_COSTS
from tests.world_configuration import LOADS, OF_LOADS
from tests.world_exports import EXPORTS, OF_EXPORTS
from tests.world_figures import FIGURES
from tests.world_follow_up import FOLLOWED, OF_FOLLOW_UP
from tests.world_handover import HANDOVERS, HANDOVERS_MADE_OF, OF_HANDOVERS
from tests.world_letters import LETTERS, MADE_OF, OF_LETTERS
from tests.world_lists import a_list, a_row
from tests.world_money import MONEY, MONEY_MADE_OF, OF_MONEY
from tests.world_movements import MOVEMENTS, MOVEMENTS_MADE_OF, OF_MOVEMENTS
from tests.world_musters import MUSTERS, OF_MUSTERS
from tests.world_notices import notice
from tests.world_protection import OF_PROTECTION, PROTECTED
from tests.world_reception import AT_HOME, STATES_AT_HOME
from tests.world_reconciliation import OF_LISTS, a_reconciliation, a_row_of_somebody
from tests.world_recounts import a_recount
from tests.world_reports import OF_REPORTS
from tests.world_reports import report as received
from tests.world_retention import ON_PEOPLE
from tests.world_retention import report as due
from tests.world_same import OF_LINKS, linked
from tests.world_sealed import case_with_sealed, opening
from tests.world_steps import case_on_playbook, case_with_question, case_with_step_done
from tests.world_ways import ON_THE_WAY

SEEN_BY_ALL = {"missions"}
"""Kinds of record that every mission sees; whoever may not act on another's gets 403, not 404."""
OPENED = When(day=date(2025, 10, 20))
REFERENCE = frozenset({"playbooks", "recounts"})
"""Kinds of record, with operations of their own, that every mission sees."""
Prepared = tuple[Any, dict[str, Any]]


def references() -> None:
    """Make the rows that the examples name by code; those that are there stay as they are."""
    bridge = {"code": "friendship-bridge-2", "name": "Friendship Bridge 2", "kind": "bridge"}
    abroad = {"code": "vn-mps-immigration", "name": "Immigration Department", "country": "VN"}
    for factory, *rows in (
        (IncidentFactory, {}),
        (ProvinceFactory, {}),
        (PlaceFactory, {}, bridge),
        (AuthorityFactory, {}, abroad),
        (ProcedureFactory, {}),
        (LegalBasisFactory, {}, {"usual": True}),
        (MissionFactory, {}, {"yangon": True}, {"code": "NBA", **AT_HOME}),
    ):
        made = [factory.build(**values) for values in rows]
        factory._meta.model._base_manager.bulk_create(made, ignore_conflicts=True)


def colleague(actor: Actor) -> None:
    """Make the officer whom examples name, posted at the mission of `actor`."""
    staff = StaffFactory._meta.model.objects.filter(username="bangkok.officer").first()
    staff = staff or StaffFactory(username="bangkok.officer")
    # An administrator has the eyes of no mission; the examples are of Bangkok.
    place = MissionFactory._meta.model.objects.filter(pk=actor.mission_id).first()
    place = place or MissionFactory()
    if not staff.posting_set.filter(mission=place).exists():
        PostingFactory(staff=staff, mission=place)


def ready(declared: Declared, actor: Actor) -> Prepared:
    """Return a record on which `actor` can do it now, and the example's arguments for it.

    The record is None for an operation that makes one. Call it inside or outside of `eyes`.
    """
    target, more = stand(declared, actor)
    return target, dict(declared.form.example) | more


def stand(declared: Declared, actor: Actor) -> Prepared:
    """Return the same with only those arguments that the example cannot name."""
    references()
    colleague(actor)
    build = builder_of(declared)
    with eyes(actor):
        if declared.is_creation:
            return None, build(actor) if build else {}
        target, more = build(actor)
        return fresh(target), more


def builder_of(declared: Declared) -> Callable[[Actor], Any] | None:
    """Return what makes the record, or the arguments; operations of one builder share a world."""
    if declared.is_creation:
        return MADE.get(declared.name)
    return STATES.get(declared.name) or TARGETS[declared.resource]


def key_of(declared: Declared, target: Any) -> str:
    """Return how addresses name the record."""
    return str(getattr(target, RESOURCES[declared.resource].key))


def every_operation() -> list[Any]:
    """Return all declared operations, for parametrised tests (ids are their names)."""
    return sorted(DECLARED.values(), key=lambda declared: declared.name)


def open_case_of(actor: Actor) -> Case:
    """Return a case opened before the days that the examples name."""
    return a_case(actor, reported=OPENED)


def case(actor: Actor) -> Prepared:
    """A case in the stage reported."""
    return open_case_of(actor), {}


def citizen(actor: Actor) -> Prepared:
    """A registered person without a case."""
    return a_citizen(actor), {}


def mission(actor: Actor) -> Prepared:
    """The mission of the actor."""
    return MissionFactory._meta.model.objects.get(pk=actor.mission_id), {}


def mission_with_closure(actor: Actor) -> Prepared:
    """A mission with an entry of its own in its calendar, which can be withdrawn."""
    own, _more = mission(actor)
    closure = add_closure(
        actor, own, starts_on=date(2026, 3, 9), kind="closed", reason="Invented holiday"
    )
    return own, {"closure": str(closure.uuid)}


def token(actor: Actor) -> Prepared:
    """A token of the actor's own."""
    return create_token(actor, label="Nightly report", scopes=["role"]), {}


def directive(actor: Actor) -> Prepared:
    """A directive that nobody has answered."""
    return a_directive(), {}


def acknowledged_directive(actor: Actor) -> Prepared:
    """A directive that the actor's mission has acknowledged."""
    return acknowledge_directive(actor, a_directive()), {}


def draft(actor: Actor) -> Prepared:
    """A playbook that is not published yet; whoever acts, headquarters wrote it."""
    return draft_playbook(SYSTEM, content=EXAMPLE), {}


def playbook(actor: Actor) -> Prepared:
    """A published playbook."""
    return publish_playbook(SYSTEM, draft(actor)[0]), {}


def held_case(actor: Actor) -> Prepared:
    """A case on hold."""
    return hold_case(actor, open_case_of(actor), reason="health"), {}


def closed_case(actor: Actor) -> Prepared:
    """A closed case."""
    return close_case(actor, open_case_of(actor), outcome="own_means"), {}


TARGETS: dict[str, Callable[[Actor], Prepared]] = OF_FILES | {
    "cases": case,
    "citizens": citizen,
    "directives": directive,
    "drafts": a_draft,
    **LETTERS,
    "list-rows": a_row,
    "lists": a_list,
    "missions": mission,
    "notices": notice,
    "person-reports": report,
    "pile-entries": a_row_of_somebody,
    "playbooks": draft,
    "received-reports": received,
    "recounts": a_recount,
    "reconciliations": a_reconciliation,
    "retention-runs": due,
    "rights-requests": request,
    "same-person-links": linked,
    "saved-views": a_view,
    "sessions": session,
    "shares": shared,
    "staff": account,
    "tokens": token,
    "transfers": offered_to,
    **(PROTECTED | FOLLOWED | MONEY | MOVEMENTS | MUSTERS | HANDOVERS | FIGURES | BRIEFINGS),
    **(CLAIMS | EXPORTS | CHANGES | LOADS),
    "unsealings": opening,
}
MADE: dict[str, Callable[[Actor], dict[str, Any]]] = {
    **(MADE_OF | MONEY_MADE_OF | MOVEMENTS_MADE_OF | HANDOVERS_MADE_OF),
    **(CLAIMS_MADE_OF | OF_ACCOUNTS | CHANGES_MADE_OF),
}
"""What an operation that makes a record needs besides its example."""
STATES: dict[str, Callable[[Actor], Prepared]] = {
    **ON_PEOPLE,
    **OF_LINKS,
    "ask_step": case_on_playbook,
    "complete_step": case_on_playbook,
    "enable_staff": closed_account,
    "extend_rights_request": confirmed_request,
    "refuse_step": case_on_playbook,
    "waive_step": case_on_playbook,
    "move_to_playbook": case_on_playbook,
    "record_answer": case_with_question,
    "redate_step": case_with_question,
    "reopen_step": case_with_step_done,
    "correct_opening": opened_elsewhere,
    "resume_case": held_case,
    "withdraw_consent": case_by_consent,
    "withdraw_closure": mission_with_closure,
    "return_transfer": taken_over,
    "withdraw_transfer": offered_by,
    **STATES_AT_HOME,
    "open_sealed": case_with_sealed,
    "reopen_case": closed_case,
    "report_progress": acknowledged_directive,
    "copy_playbook": playbook,
    **ATTACHED,
    **(OF_LISTS | OF_REPORTS | OF_LETTERS | OF_PROTECTION | OF_FOLLOW_UP | OF_MONEY),
    **(OF_MOVEMENTS | OF_MUSTERS | OF_HANDOVERS | OF_BRIEFINGS),
    **(OF_CLAIMS | OF_LEG_COSTS | OF_EXPORTS | OF_CHANGES | OF_LOADS),
    **ON_THE_WAY,
}
