"""What the world holds of what is said, and of how people are contacted."""

from datetime import time
from typing import Any

from cases.casework.models import Case
from cases.casework.operations import add_note, log_contact, record_statement
from cases.citizens.operations import add_contact_point, add_relative, set_safe_contact
from cases.core.actor import Actor
from cases.core.facts import When
from tests.factories import AuthorityFactory
from tests.register import a_case, a_citizen, fresh

Prepared = tuple[Any, dict[str, Any]]


def said(actor: Actor, case: Case, kind: str = "return", answer: str = "yes", **more: Any) -> Any:
    """Return a statement of the person."""
    values = {"words": "As she said it.", "channel": "phone", "language": "vi"}
    return record_statement(actor, case, kind=kind, answer=answer, **(values | more))


def logged(actor: Actor, case: Case, **more: Any) -> Any:
    """Return an entry of the contact log: the citizen did not answer."""
    values = {"talked_with": "citizen", "channel": "phone", "outcome": "no_answer"}
    return log_contact(actor, case, **(values | more))


def with_statement(actor: Actor) -> Prepared:
    """A case with a statement, which can be voided."""
    case = a_case(actor)
    return case, {"statement": str(said(actor, case).uuid)}


def with_contact(actor: Actor) -> Prepared:
    """A case with an entry of the contact log, which can be voided."""
    case = a_case(actor)
    return case, {"contact": str(logged(actor, case).uuid)}


def with_note(actor: Actor) -> Prepared:
    """A case with a note, which can be withdrawn."""
    case = a_case(actor)
    return case, {"note": str(add_note(actor, case, text="Noted.").uuid)}


def with_sealed_note(actor: Actor) -> Prepared:
    """A case with a restricted note, which can be withdrawn."""
    case = a_case(actor)
    return case, {"note": str(add_note(actor, case, text="Noted.", readers="protection").uuid)}


def with_rules(actor: Actor) -> Prepared:
    """A person with rules of safe contact, which can be ended."""
    return set_safe_contact(actor, a_citizen(actor), way="A message first."), {}


def with_number(actor: Actor) -> Prepared:
    """A person with a number, which can be marked."""
    person = a_citizen(actor)
    point = add_contact_point(actor, person, kind="phone", value="+84 000 000 0000")
    return person, {"contact_point": str(point.uuid)}


def with_relative(actor: Actor) -> Prepared:
    """A person with a relative, who can be marked."""
    person = a_citizen(actor)
    row = add_relative(actor, person, full_name="Nguyễn Thử", relation="father")
    return person, {"relative": str(row.uuid)}


OF_TALK = {
    "end_safe_contact": with_rules,
    "mark_contact_point": with_number,
    "mark_relative": with_relative,
    "void_contact": with_contact,
    "void_statement": with_statement,
    "withdraw_note": with_note,
    "withdraw_sealed_note": with_sealed_note,
}


def everything_said(actor: Actor, case: Case, mark: str, when: When | None = None) -> None:
    """Say, note and log one of each kind on a case, with the mark in every word."""
    person = fresh(case).citizen
    set_safe_contact(
        actor, fresh(person), way=mark, pretext=mark, code_phrase=mark, never=mark, country=""
    )
    rules = {"hours_from": time(8), "hours_until": time(9), "country": "TH"}
    rules |= {"way": mark, "pretext": mark, "code_phrase": mark, "never": mark}
    set_safe_contact(actor, fresh(person), **rules)
    add_note(actor, fresh(case), text=mark, readers="own_mission")
    add_note(actor, fresh(case), text=mark, readers="health")
    said(
        actor,
        fresh(case),
        "inform_family",
        "only_some",
        about=mark,
        words=mark,
        interpreter=mark,
        guardian=mark,
        taken_by=mark,
        when=when,
    )
    authority = AuthorityFactory()
    said(
        actor,
        fresh(case),
        "share_data",
        "yes",
        shared_with="organisation",
        authority=authority,
        words=mark,
        guardian=mark,
        when=when,
    )
    logged(
        actor,
        fresh(case),
        talked_with="relative",
        outcome="reached",
        ground="vital",
        ground_words=mark,
        words=mark,
        whom=mark,
        when=when,
    )
