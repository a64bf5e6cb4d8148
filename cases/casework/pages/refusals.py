"""Refusals in words, and the act that would help."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.casework.choices import BY_LINK, TransitionKind
from cases.casework.follow_up.refusals import OF_FOLLOW_UP
from cases.casework.ledger import closing_of, standing_rows
from cases.casework.models import Case, Step
from cases.casework.pages.refusals_of_basis import OF_BASIS
from cases.casework.pages.refusals_of_claims import OF_CLAIMS
from cases.casework.pages.refusals_of_exports import OF_EXPORTS
from cases.casework.pages.refusals_of_files import OF_FILES
from cases.casework.pages.refusals_of_handover import OF_HANDOVERS
from cases.casework.pages.refusals_of_intake import OF_INTAKE
from cases.casework.pages.refusals_of_letters import OF_LETTERS
from cases.casework.pages.refusals_of_lists import OF_LISTS
from cases.casework.pages.refusals_of_money import OF_MONEY
from cases.casework.pages.refusals_of_movements import OF_MOVEMENTS
from cases.casework.pages.refusals_of_musters import OF_MUSTERS
from cases.casework.pages.refusals_of_protection import OF_PROTECTION
from cases.casework.pages.refusals_of_reports import OF_REPORTS
from cases.casework.pages.refusals_of_requests import OF_REQUESTS
from cases.casework.pages.refusals_of_talk import ANSWERED_BY, OF_TALK
from cases.casework.pages.refusals_of_work import OF_WORK
from cases.casework.pages.timeline import act_url
from cases.casework.policies import (
    CLOSED,
    KIND_OF,
    ON_HOLD,
    VOID,
    WHY_NOT,
    possible,
    possible_operations,
)
from cases.casework.same.resting import closing_row
from cases.casework.sharing import ANONYMISED, REPORTED_FACTS, case_going_on
from cases.core import errors
from cases.core.actor import Actor
from cases.core.choosing import nothing_to_choose
from cases.core.errors import Refused, Sentence
from cases.core.guards import hindrance
from cases.core.integrity import sentences
from cases.core.possible import unless
from cases.core.registry import DECLARED, Declared
from cases.core.web_addresses import FAULTS

SENTENCES: dict[str, Sentence] = (
    OF_WORK
    | OF_BASIS
    | OF_EXPORTS
    | OF_FILES
    | OF_FOLLOW_UP
    | OF_INTAKE
    | OF_REQUESTS
    | OF_REPORTS
    | OF_LISTS
    | OF_TALK
    | OF_PROTECTION
    | OF_LETTERS
    | OF_MONEY
    | OF_CLAIMS
    | OF_MUSTERS
    | OF_HANDOVERS
    | OF_MOVEMENTS
    | FAULTS
    | {
        "anonymised": ANONYMISED,
        "already_voided": gettext_lazy("This entry was voided already."),
        "already_withdrawn": gettext_lazy("This entry was withdrawn already."),
        "before_birth": gettext_lazy(
            "This would have happened before the citizen was born. Check both dates."
        ),
        "before_opening": gettext_lazy(
            "This lies before the case was opened. Correct the opening of the case instead."
        ),
        "born_in_the_future": gettext_lazy("Nobody is born in the future."),
        "case_void": VOID,
        "closed": CLOSED,
        "country_said": gettext_lazy("A nationality that is not known names no country."),
        "country_unsaid": gettext_lazy("Say of which country the person is."),
        "duplicate_by_link": BY_LINK,
        "hold_keeps_stage": gettext_lazy("Holding and resuming do not change the stage."),
        "in_the_future": gettext_lazy(
            "This lies in the future. Give a moment that has already passed."
        ),
        "issued_before_birth": gettext_lazy(
            "The document would have been issued before the citizen was born."
        ),
        "key_reused": gettext_lazy("This key was already used for another request. Use a new one."),
        "left_names_no_place": gettext_lazy(
            "Who has left is at no known place. Leave country, place and holder empty."
        ),
        "malformed_number": gettext_lazy("A number did not have the form such numbers have."),
        "malformed_phone": gettext_lazy("A phone number did not have the form such numbers have."),
        "needed": gettext_lazy("Something that was needed was missing."),
        "not_allowed": errors.not_allowed().message,
        "not_found": errors.not_found().message,
        "officer_of_mission": gettext_lazy(
            "Choose somebody who is posted at the mission of the case."
        ),
        "on_hold": ON_HOLD,
        "opening_first": gettext_lazy(
            "The opening cannot lie behind what followed it. Correct what followed first."
        ),
        "opening_stays": gettext_lazy(
            "The opening cannot be voided alone. Void the whole case if it never was one."
        ),
        "opens_reported": gettext_lazy("A case opens in the stage reported."),
        "outcome_fits": gettext_lazy("Closing needs an outcome, and only closing has one."),
        "place_in_country": gettext_lazy("This place does not lie in the country named."),
        "reopened_closed": gettext_lazy("A case is not reopened into the stage closed."),
        "same_stage": gettext_lazy("The case was at this stage at that time already."),
        "stale_version": gettext_lazy("Somebody else had changed the record meanwhile."),
    }
)
BETWEEN: dict[str, Sentence] = {
    "no_longer_on_offer": gettext_lazy(
        "This case can no longer be taken over. Ask the mission that offered it."
    ),
    "not_by_transfer": gettext_lazy(
        "This case was not taken over from another mission, so it goes back to none."
    ),
    "only_owner": gettext_lazy("Only the mission that has the case does this."),
    "only_receiver": gettext_lazy("Only the mission to which the case was offered answers."),
    "only_sender": gettext_lazy("Only the mission that offered the case can withdraw the offer."),
    "owners_alone": gettext_lazy("This act stays with the mission that has the case."),
    "share_ended": gettext_lazy("This share has ended already."),
    "share_needless": gettext_lazy("Headquarters sees every case. Choose another mission."),
    "shared_already": gettext_lazy(
        "This case is shared with that mission already. Extend or end that share."
    ),
    "shared_read_only": gettext_lazy("The case was shared with that mission for other acts."),
    "transfer_answered": gettext_lazy("This offer was answered or withdrawn already."),
    "transfer_to_embassy": gettext_lazy("Only an embassy or a consulate takes a case over."),
}
HELPS = {
    "on_hold": "resume",
    "closed": "reopen",
    "before_opening": "correct-transition",
    "death_before_closing": "correct-transition",
    **dict.fromkeys(ANSWERED_BY, "record-statement"),
}


def refusal_words(code: str, operation: str) -> Sentence:
    """Return why an act was refused, empty when the code says nothing to staff."""
    kind = KIND_OF.get(operation)
    if code == "wrong_state" and kind is not None:
        return WHY_NOT[kind]
    return SENTENCES.get(code) or BETWEEN.get(code) or sentences().get(code, "")


def hindered(
    actor: Actor, target: Any, declared: Declared, refusal: Refused | None
) -> list[SafeString]:
    """Return why an act on a case cannot be done now, with a link to the act that would help.

    A refusal says itself why; then only the link is given.
    """
    if not isinstance(target, Case):
        return []
    if declared.name == "waive_step" and refusal is None:
        return own_work_lines(actor, target)
    now = possible(target, declared, hindrance(actor, target))
    if now.is_possible and refusal is None:
        now = unless(declared, nothing_to_choose(actor, "cases", target)(declared.name))
    code = refusal.code if refusal else now.code
    link = helping_link(actor, target, declared, code)
    if refusal is not None:
        return [format_html("{} {}", _("This helps:"), link)] if link else []
    return [] if now.is_possible else [format_html("{} {}", now.why_not, link)]


def own_work_lines(actor: Actor, case: Case) -> list[SafeString]:
    """Return which steps the actor cannot waive because of having worked on them."""
    steps: Any = Step.objects.visible_to(actor).filter(case=case).waivable().with_own_work(actor)
    own = [str(step) for step in steps.select_related("procedure") if step.is_own_work]
    if not own:
        return []
    words = _(
        "You have worked on this yourself, so another head of mission or a lead at headquarters "
        "waives it: %(steps)s."
    )
    return [format_html("{}", words % {"steps": ", ".join(own)})]


def helping_link(actor: Actor, case: Case, declared: Declared, code: str) -> SafeString | str:
    """Return the link to the act that helps against a refusal, if there is one for this actor."""
    if code == "duplicate_goes_on":
        return link_there(actor, case, declared)
    verb = HELPS.get(code, "")
    if code == "wrong_state" and KIND_OF.get(declared.name) == TransitionKind.ADVANCE:
        verb = "close"
    for row in possible_operations(actor, case):
        if row.declared.verb == verb and row.is_possible:
            picked: dict[str, object] = {"kind": ANSWERED_BY[code]} if code in ANSWERED_BY else {}
            title = row.declared.form.title
            if "transition" in verb:
                rows = standing_rows(case)
                is_opening = code == "before_opening"
                of = closing_of(rows) if not is_opening else None
                picked = {"transition": (of or rows[0]).uuid}
                title = _("Correct the opening") if is_opening else _("Correct the closing")
            return format_html('<a href="{}">{}</a>', act_url(case, verb, **picked), title)
    return ""


def link_there(actor: Actor, case: Case, declared: Declared) -> SafeString | str:
    """Return the link to the same act on the case that goes on, or to that case."""
    closing = closing_row(case)
    other = case_going_on(actor, closing) if closing is not None else None
    if other is None:
        return ""
    declared = declared if declared.name in REPORTED_FACTS else DECLARED["record_fact"]
    if possible(other, declared, hindrance(actor, other)).is_possible:
        words = f"{declared.form.title} · {other.reference}"
        return format_html('<a href="{}">{}</a>', act_url(other, declared.verb), words)
    return format_html('<a href="{}">{}</a>', other.get_absolute_url(), other.reference)
