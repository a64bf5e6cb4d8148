"""What in a letter contradicts what decides the nationality: steps, and other records and cases."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from cases.casework.choices import Outcome, StepStatus
from cases.casework.models import Step
from cases.casework.nationality import decided_by
from cases.citizens.choices import NationalityStatus
from cases.letters.choices import Addressed
from cases.letters.contradiction import Asked, Contradiction
from cases.letters.facts import Facts
from cases.places.choices import Country


def nationality(asked: Asked) -> Iterator[Contradiction]:
    """What was answered last about the nationality, and the record does not say."""
    facts = asked.facts
    found = [(step, decided) for step in facts.steps if (decided := decided_in(facts, step))]
    if not found:
        return
    step, decided = max(found, key=lambda one: when_decided(facts, one[0]))
    status = facts.case.citizen.nationality_status
    if decided == status:
        return
    said = {
        "step": str(step.procedure),
        "decided": NationalityStatus(decided).label,
        "recorded": NationalityStatus(status).label,
    }
    yield Contradiction(
        "nationality_differs",
        _("The step “%(step)s” is done: %(decided)s. The record says: %(recorded)s.") % said,
        _("Correct what is on record of the nationality, or take the step up again."),
        asked.at("nationality"),
    )


def decided_in(facts: Facts, step: Step) -> str:
    """Return the nationality that a done step has decided; empty where it has not."""
    row = facts.results.get(step.pk)
    if step.status != StepStatus.DONE or row is None:
        return ""
    return decided_by(step, row, facts.asked.get(step.pk, ()))


def when_decided(facts: Facts, step: Step) -> tuple[datetime, int]:
    """Return when a step was decided, and of one moment which result was written last."""
    row = facts.results[step.pk]
    return row.happened_at, row.pk


def verification_open(asked: Asked) -> Iterator[Contradiction]:
    """A verified nationality, beside the step that is to verify it and is not done.

    Not where another step has verified it, nor of a step that can only confirm it, such as the
    request of a relative: whatever comes of it, the nationality stays as it is.
    """
    facts = asked.facts
    if facts.case.citizen.nationality_status != NationalityStatus.VERIFIED:
        return
    if any(decided_in(facts, step) == NationalityStatus.VERIFIED for step in facts.steps):
        return
    for step in facts.steps:
        may_deny = decisions_of(step) - {NationalityStatus.VERIFIED}
        if may_deny and step.status in {StepStatus.OPEN, StepStatus.ASKED}:
            said = {"step": str(step.procedure), "status": StepStatus(step.status).label}
            verb = "complete-step" if step.status == StepStatus.OPEN else "record-answer"
            yield Contradiction(
                "verification_open",
                _("The nationality is verified, and “%(step)s” stands at: %(status)s.") % said,
                _("Record what came of the step, or waive it."),
                asked.on_step(verb, step),
            )


def decisions_of(step: Step) -> set[str]:
    """Return which nationalities the answers of a step may decide."""
    return {
        choice["nationality"]
        for field in step.procedure.result_fields
        for choice in field.get("choices", [])
        if "nationality" in choice
    }


def is_national(asked: Asked) -> Iterator[Contradiction]:
    """Letters to the host state, and of a lost passport, write of a national of Viet Nam."""
    person = asked.facts.case.citizen
    is_other = person.nationality != Country.VN
    if not claims_national(asked):
        return
    if not is_other and person.nationality_status != NationalityStatus.NOT_NATIONAL:
        return
    words = (
        person.get_nationality_display() if is_other else person.get_nationality_status_display()
    )
    yield Contradiction(
        "not_a_national",
        _("The letter writes of a national of Viet Nam. The record says: %(said)s.")
        % {"said": words},
        _("Correct the record, or do not write this letter."),
        asked.at("nationality"),
    )


def is_national_elsewhere(asked: Asked) -> Iterator[Contradiction]:
    """The same, as another record or case of the person has it."""
    others = asked.facts.elsewhere
    odd = [
        (
            str(row.get_nationality_status_display())
            if row.nationality_status == NationalityStatus.NOT_NATIONAL
            else str(row.get_nationality_display()),
            asked.at("nationality", row),
        )
        for row in others.records
        if row.nationality_status == NationalityStatus.NOT_NATIONAL
        or row.nationality not in {"", Country.VN}
    ]
    ended = others.ended_as(Outcome.NOT_NATIONAL)
    if ended is not None:
        words = f"{Outcome.NOT_NATIONAL.label} ({ended.case.reference})"
        odd.append((words, ended.case.get_absolute_url()))
    if odd and claims_national(asked):
        said, url = odd[0]
        yield Contradiction(
            "not_a_national",
            _(
                "The letter writes of a national of Viet Nam. Another record of the person says: "
                "%(said)s."
            )
            % {"said": said},
            _("Correct the record that is wrong, or do not write this letter."),
            url,
        )


def claims_national(asked: Asked) -> bool:
    """Return whether a letter writes of a national of Viet Nam."""
    return asked.kind.to == Addressed.HOST or "lost_passport" in asked.kind.needs


def not_confirmed(asked: Asked) -> Iterator[Contradiction]:
    """A letter to the host state of somebody whom a body at home did not confirm."""
    is_verified = asked.facts.case.citizen.nationality_status == NationalityStatus.VERIFIED
    if asked.kind.to != Addressed.HOST or is_verified:
        return
    for step in asked.facts.steps:
        row = asked.facts.results.get(step.pk)
        said = asked.facts.asked.get(step.pk, ())
        is_undecided = row is not None and not decided_by(step, row, said)
        is_done_so = step.status == StepStatus.DONE and is_undecided
        if decisions_of(step) and (is_done_so or step.status == StepStatus.REFUSED):
            yield Contradiction(
                "identity_not_confirmed",
                _("“%(step)s”: the answer does not confirm who the person is.")
                % {"step": str(step.procedure)},
                _("Say so in your own words, or ask again before the letter goes out."),
                asked.on_step("reopen-step", step),
            )
            return
