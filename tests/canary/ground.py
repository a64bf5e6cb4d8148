"""What Bangkok holds: the case of the matrix, everything that operations make, what jobs make."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress, EmailConfirmation
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cases.accounts.models import OneTimeLink
from cases.briefings.operations import withdraw_briefing
from cases.casework.models import Case
from cases.casework.operations import ask_step, record_answer, waive_step, withdraw_consent
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.errors import Refused
from cases.incidents.models import Directive
from cases.incidents.operations import acknowledge_directive, report_progress, withdraw_directive
from cases.retention.reporting import make_report
from tests.accounts.people import give_password, log_in, somebody, with_factor
from tests.api.calls import JSON, address, caller
from tests.briefings.drafts import at_headquarters, published
from tests.database import as_owner
from tests.factories import head, headquarters
from tests.incidents.orders import a_directive
from tests.jobs import run_jobs
from tests.matrix.ground import Ground, build, primary_keys
from tests.register import fresh
from tests.world import every_operation, ready
from tests.world_actors import able, entitled
from tests.world_basis import by_consent

NOT_DONE = frozenset(
    {
        *("end_posting", "disable_staff", "set_password", "reset_password"),
        *("reset_second_factor", "revoke_token", "end_session", "change_password"),
    }
)
"""Acts that would only take somebody's login away."""


def furnished() -> Ground:
    """Return the ground, with a row in every table that operations and jobs fill."""
    with transaction.atomic():
        ground = build()
    work_on_steps(ground.case)
    take_back_consent(ground.case)
    withdrawn, outdated = a_directive(code="2025-11-07-stay"), published()
    with eyes(headquarters()) as lead:
        withdraw_directive(lead, fresh(withdrawn), reason="Over.")
    with eyes(at_headquarters("headquarters_lead")) as approver:
        withdraw_briefing(approver, fresh(outdated), reason="Over.")
    report_on(str(ground.keys["directives", "code"]))
    done = [row.name for row in every_operation() if row.name not in NOT_DONE and act(row)]
    assert len(done) > 60, done
    report = make_report(timezone.now().date() + timedelta(days=366 * 30))
    ground.keys["retention-runs", "uuid"] = str(report.uuid)
    run_jobs(timezone.now() + timedelta(days=3))
    by_libraries()
    return ground


def as_planted(ground: Ground) -> Ground:
    """Return the ground with the keys that its records have after planting."""
    with eyes(SYSTEM):
        case = Case.objects.select_related("citizen", "incident").get(pk=ground.case.pk)
        directive = Directive.objects.order_by("pk")[0]
        pks = dict(primary_keys(case))
    renamed = {ground.case.reference: case.reference}
    renamed |= {str(ground.keys["directives", "code"]): directive.code}
    keys = {gap: renamed.get(key, key) for gap, key in ground.keys.items()}
    return replace(ground, case=case, keys=keys, pks=pks)


def work_on_steps(case: Any) -> None:
    """Ask another body about a step, write down what it answered; another head waives it."""
    actor = head()
    with eyes(actor):
        step = case.steps.get(code="left")
        ask_step(
            actor,
            fresh(case),
            step=step,
            whom="family",
            reference="Asked.",
            question="What of her?",
        )
        record_answer(
            actor, fresh(case), step=step, verdict="ours", reference="Told.", answer="Wait."
        )
    another = head()
    with eyes(another):
        waive_step(another, fresh(case), step=step, reason="Known already.")


def take_back_consent(case: Any) -> None:
    """Let her consent carry the case, and let her take it back."""
    actor = head()
    with eyes(actor):
        by_consent(actor, case)
        day = timezone.now().date()
        withdraw_consent(actor, fresh(case), withdrawn_on=day, withdraw_note="Said so.")


def report_on(code: str) -> None:
    """Let the head of Bangkok take a directive and report on it."""
    actor = head()
    with eyes(actor):
        directive = Directive.objects.get(code=code)
        acknowledge_directive(actor, directive, note="Read.")
        report_progress(actor, fresh(directive), state="in_progress", text="Begun.")


def act(declared: Any) -> bool:
    """Do one operation with its example as the API is asked to; return whether it was done."""
    try:
        with transaction.atomic():
            actor = able(declared)
            actor = actor if actor.may(declared.operation.may) else entitled(declared)
            target, example = ready(declared, actor)
    except (Refused, IntegrityError):
        return False  # such a record is in the ground already
    if actor.staff_id is None:
        return False  # what only the system may do
    client = caller(actor)
    client.raise_request_exception = False
    headers = {"Idempotency-Key": f"key-of-{declared.name}"}
    if declared.needs_version:
        headers["If-Match"] = "*"
    answer = client.post(address(declared, target), example, content_type=JSON, headers=headers)
    return bool(answer.status_code < 300)


def by_libraries() -> None:
    """Fill the tables of the libraries: a login that failed, a factor, a mail on its way."""
    staff = somebody()
    with_factor(staff)
    give_password(Client(), staff, "wrong")
    log_in(Client(), staff, steps=1)
    OneTimeLink.objects.create(
        staff=staff,
        purpose="password",
        digest="0",
        made_at=timezone.now(),
        expires_at=timezone.now() + timedelta(hours=1),
    )
    sent = EmailAddress.objects.create(user=staff, email="a@b.example")
    EmailConfirmation.objects.create(email_address=sent, key="0")
    tried: dict[str, Any] = {"username": "a", "user_agent": "b", "ip_address": "::1"}
    AccessAttempt.objects.create(**tried, failures_since_start=1)
    AccessFailureLog.objects.create(**tried)
    AccessLog.objects.create(**tried)
    Session.objects.create(session_key="0", expire_date=timezone.now())
    as_owner(
        [
            "insert into knox_authtoken (digest, token_key, created, user_id) "
            f"values ('a', 'b', now(), {staff.pk})",
            "insert into django_admin_log (action_time, object_id, object_repr, action_flag, "
            f"change_message, user_id) values (now(), '1', 'a', 1, '', {staff.pk})",
        ]
    )
