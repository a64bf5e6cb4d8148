"""Turns a violated constraint into the sentence its model gives for it."""

from functools import cache

from django.apps import apps
from django.db import DatabaseError
from django.utils.translation import gettext_lazy as _

from cases.core.errors import Refused, Sentence, broken_rule

NEUTRAL = _("This cannot be stored: it contradicts a rule of the register.")
LEDGER: dict[str, Sentence] = {
    "transition_chain": _("The course of this case would no longer fit together."),
    "transition_position": _("The course of this case would no longer fit together."),
    "transition_duplicate_by_link": _(
        "A case is closed as a duplicate by the link of its person alone."
    ),
    "ledger_moment_forwards": _("Something newer is already known. Nothing can be put before it."),
    "fact_never_edited": _("Facts are corrected by a new fact, never edited."),
    "playbook_frozen": _("A published version never changes. Copy it and publish the copy."),
    "fact_never_deleted": _("Facts are voided, never deleted."),
    "case_moved_by_transfer": _("A case goes to another mission by a transfer alone."),
    "step_waived_by_another": _("Whoever has worked on a step does not waive it."),
    "citizen_registered_once": _("Who registered a person stays as it is."),
    "citizen_anonymised_once": _("Nobody is anonymised in another way, and nobody comes back."),
    "case_once_per_person": _(
        "This person would have two cases in one incident. Ask headquarters who has the person."
    ),
    "citizen_head_by_links": _("Which record stands for a person follows from the links."),
    "sameperson_into_head": _(
        "That record is linked to another one itself. Link with the one that stands for the person."
    ),
    "sameperson_no_circle": _("These records are linked already, the other way round."),
    "sameperson_still_known": _("Somebody who was anonymised is not linked."),
    "deposit_not_overdrawn": _("Not enough is left of this deposit."),
    "undertaking_not_overdrawn": _("This undertaking does not cover so much."),
    "signed_copy_of_another": _(
        "This file is the signed copy of another letter already. Attach the copy of this one."
    ),
    "anonymise_not_asked": _("Somebody else must ask for it first."),
    "anonymise_not_yet": _("This person cannot be anonymised now."),
}


@cache
def sentences() -> dict[str, Sentence]:
    """Return constraint name -> sentence for staff, from all models."""
    table = dict(LEDGER)
    for model in apps.get_app_config("cases").get_models():
        for constraint in model._meta.constraints:
            message = constraint.violation_error_message
            if message and message != constraint.default_violation_error_message:
                table[constraint.name] = message
    return table


def refusal_of(fault: DatabaseError) -> Refused:
    """Return the domain error of a violated constraint; it names no other row."""
    diagnosis = getattr(fault.__cause__, "diag", None)
    name = getattr(diagnosis, "constraint_name", None) or ""
    return broken_rule(sentences().get(name, NEUTRAL), name or "constraint")
