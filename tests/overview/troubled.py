"""A world in which something went wrong everywhere, for the dashboard to tell of it."""

from datetime import date, timedelta

from django.tasks import TaskResultStatus
from django.utils import timezone

from cases.casework.models import Case, CaseBasis
from cases.citizens.models import Citizen, PossibleDouble
from cases.citizens.operations import add_identity_document
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.jobs.models import QueuedJob
from cases.core.notices import tell
from cases.exchange.models import ApiToken
from cases.intake.lists.choices import ListState
from cases.intake.lists.jobs import check_list
from cases.intake.lists.models import ReceivedList
from cases.missions.models import Mission, Staff
from cases.notices.models import Notice, OutboxMail
from tests.factories import PlaceFactory, administrator
from tests.overview.scattered import NOW, make_cases, missions, scatter
from tests.world import references
from tests.world_lists import a_list, checked_list
from tests.world_retention import lead
from tests.world_sealed import at_border, opened_by, sealed_case

LONG, SILENT = timedelta(days=40), timedelta(days=91)
"""At one stage; without a login, for longer than accounts may be unused."""


def in_trouble():
    """Who looks, after something went wrong everywhere."""
    bangkok, yangon, centre = missions()
    references()
    make_cases([bangkok, yangon, centre])
    scatter(1, centre)
    with eyes(centre):
        week_ago = NOW - timedelta(days=7)
        Case.objects.still_open().update(position_from=week_ago, position_at=week_ago)
        waits = Case.objects.still_open().filter(mission__code="RGN").order_by("-pk").first()
        Case.objects.filter(pk=waits.pk).update(position_from=NOW - LONG, position_at=NOW - LONG)
    with eyes(bangkok):
        lacking_a_little(bangkok)
        lists_in_trouble(bangkok)
    tokens_of(bangkok)
    opened_by(at_border(), sealed_case(bangkok))
    with eyes(SYSTEM):
        trouble_of_the_machine()
    return {
        "bangkok": bangkok,
        "yangon": yangon,
        "lead": lead(),
        "administrator": administrator(),
        "longest": waits.reference,
    }


def tokens_of(actor):
    """One token in use, one that nobody has ever used, one that ends soon, one that is revoked."""
    real = timezone.now()
    for label, more in (
        ("used", {"last_used_at": real}),
        ("unused", {"created": real - SILENT}),
        ("ending", {"last_used_at": real, "expiry": real + timedelta(days=3)}),
        ("revoked", {"revoked_at": real}),
    ):
        token, _secret = ApiToken.objects.create(
            Staff.objects.get(pk=actor.staff_id), posting_id=actor.posting_id, label=label
        )
        ApiToken.objects.filter(pk=token.pk).update(**more)


def lacking_a_little(actor):
    """One person with a paper, two with birth dates, three spoken with, one without a ground."""
    people = list(Citizen.objects.visible_to(actor).order_by("pk"))
    add_identity_document(actor, people[3], kind="passport", status="lost")
    Citizen.objects.filter(pk__in=[row.pk for row in people[3:5]]).update(
        birth_on=date(1999, 1, 1), birth_precision="year"
    )
    spoken = [row.pk for row in Case.objects.own_of(actor).still_open().order_by("pk")[:3]]
    Case.objects.filter(pk__in=spoken).update(last_contact_from=NOW, last_contact_at=NOW)
    CaseBasis.objects.filter(case__in=spoken[:1]).update(withdrawn_at=NOW, withdrawn_on=NOW.date())


def lists_in_trouble(actor):
    """A list on which a job works, one on which none does, one whose rows need fixing."""
    worked_on, still, faulty = (a_list(actor)[0] for _again in range(3))
    for row in (worked_on, still):
        ReceivedList.objects.filter(pk=row.pk).update(state=ListState.CHECKING)
    check_list.enqueue(list_id=worked_on.pk, round_number=0, posting_id=actor.posting_id)
    row = checked_list(actor)[0].rows.get(number=2)
    type(row).objects.filter(pk=row.pk).update(state="needs_fixing")
    assert faulty.state == ListState.RECEIVED


def trouble_of_the_machine():
    """Jobs and mails that were given up, a place nobody verified, a pair, accounts unused."""
    first, second = Citizen.objects.order_by("pk")[:2]
    PossibleDouble.objects.create(citizen=first, other=second, found_at=NOW)
    PlaceFactory(code="invented-place", verified=False)
    for status, workers in (("FAILED", ["a"]), ("READY", ["a"]), ("READY", []), ("READY", [])):
        made = check_list.enqueue(list_id=0, round_number=0, posting_id=0)
        QueuedJob.objects.filter(pk=made.id).update(
            status=TaskResultStatus[status], worker_ids=workers, enqueued_at=timezone.now() - SILENT
        )
    staff = Staff.objects.order_by("pk")
    Staff.objects.filter(pk=staff[0].pk).update(last_login=timezone.now() - SILENT)
    notice = Notice.objects.order_by("pk").first() or told()
    OutboxMail.objects.create(
        notice=notice, to_staff=staff[0], language="en", subject="x", body="x", state="failed"
    )


def told():
    """A notice to Bangkok."""
    tell(
        "perhaps_twice",
        mission_id=Mission.objects.get(code="BKK").pk,
        audience="head",
        reference="-",
        params={"other": "-"},
    )
    return Notice.objects.latest("pk")
