"""What a person says she wants: recorded word for word, never overwritten, voided with a reason."""

from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from cases.casework.choices import ANSWERS_TO, StatementAnswer, StatementKind
from cases.casework.deaths import refuse_after_death
from cases.casework.follow_up.making import let_alone, planned_of, refuses_contact
from cases.casework.following import follow_person
from cases.casework.locks import lock_people
from cases.casework.models import Case, Statement
from cases.casework.operations.opening import refuse_before_birth
from cases.casework.policies import check_standing, refuse_void
from cases.citizens.ages import youth_of
from cases.core.actor import Actor
from cases.core.errors import broken_rule
from cases.core.facts import Interval, Source, When, ledger_moment
from cases.core.operations import operation
from cases.missions.models import Authority

NO_ANSWER_TO_IT = _("This is no answer to that question.")
SAY_WITH_WHOM = _("Say with whom the data would be shared.")
NOT_SHARING = _("Leave this empty: the statement is not about sharing data.")
SAY_WHO = _("Write down who may be informed.")
GUARDIAN_NEEDED = _(
    "The person is under 18. Consent to share their data needs the guardian beside them: name "
    "the guardian. From seven years on the child consents too."
)


@operation(may="case.talk", audit="statement.recorded", appends=True)
def record_statement(
    actor: Actor,
    case: Case,
    *,
    kind: str,
    answer: str,
    words: str,
    channel: str,
    language: str,
    when: When | None = None,
    shared_with: str = "",
    authority: Authority | None = None,
    about: str = "",
    interpreter: str = "",
    guardian: str = "",
    taken_by: str = "",
) -> Statement:
    """Record what the person said. The latest statement is how it stands; none is overwritten."""
    refuse_void(case)
    check_question(kind, answer, shared_with, authority, about)
    lock_people(actor, [case])
    moment = ledger_moment([])
    interval = when.resolve(actor.zone, moment) if when else Interval(moment, moment)
    refuse_before_birth(case.citizen, interval, actor.zone, "when")
    refuse_after_death(actor, case.citizen, interval, "when")
    is_disclosure = kind == StatementKind.SHARE_DATA and answer == StatementAnswer.YES
    if is_disclosure and not guardian:
        refuse_child(actor, case, interval)
    said = Statement.objects.create(
        case=case,
        kind=kind,
        answer=answer,
        words=words,
        channel=channel,
        language=language,
        shared_with=shared_with,
        authority=authority,
        about=about,
        interpreter=interpreter,
        guardian=guardian,
        taken_by=taken_by,
        occurred_from=interval.first,
        occurred_at=interval.last,
        recorded_at=moment,
        operation="record_statement",
        source=Source.CITIZEN,
        recorded_by_id=actor.staff_id,
        recorded_for_id=actor.mission_id or None,
    )
    if kind == StatementKind.RETURN:
        follow_person(actor, case.citizen)
    if kind == StatementKind.FOLLOW_UP and refuses_contact(case):
        let_alone(planned_of(case), moment, actor.staff_id)
    return said


@operation(may="case.talk", audit="statement.voided")
def void_statement(actor: Actor, case: Case, *, statement: Statement, reason: str) -> Case:
    """Void a statement that was never made so; the one before it counts again."""
    check_standing(statement)
    statement.voided_at, statement.void_reason = ledger_moment([case]), reason
    statement.save(update_fields=["voided_at", "void_reason"])
    if statement.kind == StatementKind.RETURN:
        follow_person(actor, case.citizen)
    return case


def check_question(
    kind: str, answer: str, shared_with: str, authority: Authority | None, about: str
) -> None:
    """Raise 422 where the answer, or with whom data would be shared, does not fit the question."""
    if answer not in ANSWERS_TO[kind]:
        raise broken_rule(NO_ANSWER_TO_IT, "statement_answer_fits", "answer")
    if kind == StatementKind.SHARE_DATA and not shared_with:
        raise broken_rule(SAY_WITH_WHOM, "statement_shared_with_whom", "shared_with")
    if kind != StatementKind.SHARE_DATA and (shared_with or authority is not None):
        at = "shared_with" if shared_with else "authority"
        raise broken_rule(NOT_SHARING, "statement_shared_with_whom", at)
    if answer == StatementAnswer.ONLY_SOME and not about:
        raise broken_rule(SAY_WHO, "statement_names_some", "about")


def refuse_child(actor: Actor, case: Case, interval: Interval) -> None:
    """Raise 422 where a child would consent to disclosure alone (Law 91/2025/QH15)."""
    day = interval.last.astimezone(ZoneInfo(actor.zone)).date()
    if youth_of(case.citizen.birth, day) == "under":
        raise broken_rule(GUARDIAN_NEEDED, "guardian_needed", "guardian")
