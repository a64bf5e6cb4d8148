"""Opening a case, and voiding one that never was a case."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from cases.casework.choices import ReportSource, Stage, TransitionKind
from cases.casework.ledger import Entry, Writing, write
from cases.casework.models import Case, Transition
from cases.casework.operations.basis import begin_basis
from cases.casework.operations.desk import refuse_stranger
from cases.casework.outcomes import Ended, follow_outcome
from cases.casework.progress import refresh
from cases.casework.progress.plans import playbook_for
from cases.citizens.models import Citizen
from cases.citizens.operations.register import check_birth_by
from cases.core.actor import Actor
from cases.core.errors import broken_rule, not_allowed, wrong_state
from cases.core.facts import Interval, Source, When, ledger_moment, midnight_of
from cases.core.operations import operation
from cases.crossings.models import Crossing, Stay
from cases.incidents.models import Incident
from cases.missions.models import Staff
from cases.procedures.choices import PlaybookStatus
from cases.procedures.models import Playbook
from cases.templatetags.moments import day_words

SOURCE_OF_REPORT = {
    ReportSource.RELATIVE: Source.RELATIVE,
    ReportSource.HOST_AUTHORITY: Source.HOST_AUTHORITY,
    ReportSource.LIST: Source.HOST_AUTHORITY,
    ReportSource.WALK_IN: Source.CITIZEN,
    ReportSource.ORGANISATION: Source.ORGANISATION,
}


def take_references(actor: Actor, year: int, how_many: int = 1) -> list[str]:
    """Return the next free case numbers of the actor's mission in `year`."""
    with connection.cursor() as cursor:
        cursor.execute("select take_references(%s, %s, %s)", [actor.mission_id, year, how_many])
        first: int = cursor.fetchone()[0]
    return [f"{actor.mission_code}-{year}-{first + nth:05d}" for nth in range(how_many)]


@operation(may="case.open", audit="case.opened")
def open_case(
    actor: Actor,
    citizen: Citizen,
    *,
    incident: Incident,
    report_source: str,
    reported: When | None = None,
    came_in: When | None = None,
    summary: str = "",
    officer: Staff | None = None,
    playbook: Playbook | None = None,
) -> Case:
    """Open the case of a citizen in an incident at the actor's mission.

    The opening is dated when the person came into the incident as far as known, else when we were
    told, else now. Unless a playbook is named, the case gets the one that fits where the person is.
    Who may not assign cases leaves it to nobody.
    """
    if officer is not None and not actor.may("case.assign"):
        raise not_allowed()
    refuse_second_case(citizen, incident)
    moment = ledger_moment([citizen])
    interval = opened_in(actor, citizen, moment, reported, came_in)
    (reference,) = take_references(actor, actor.office_day(moment).year)
    case = Case(
        reference=reference,
        citizen=citizen,
        incident=incident,
        mission_id=actor.mission_id,
        stage=Stage.REPORTED,
        report_source=report_source,
        summary=summary,
        assigned_to=officer,
        opened_from=interval.first,
        opened_at=interval.last,
        position_from=interval.first,
        position_at=interval.last,
        recorded_at=moment,
        ledger_at=moment,
    )
    refuse_stranger(case, officer)
    case.save(force_insert=True)
    write(Writing(actor, case, moment, "open_case"), opening_entry(case, interval))
    begin_basis(actor, [case], moment)
    begin_steps(case, playbook, moment)
    return case


def opened_in(
    actor: Actor,
    citizen: Citizen,
    moment: datetime,
    reported: When | None,
    came_in: When | None,
) -> Interval:
    """Return when a case is opened: when the person came into the incident, else when told."""
    told = reported.resolve(actor.zone, moment, field="reported") if reported else None
    since = came_in.resolve(actor.zone, moment, field="came_in") if came_in else None
    interval = since or told or Interval(moment, moment)
    refuse_before_birth(citizen, interval, actor.zone, "came_in" if since else "reported")
    return interval


def opening_entry(case: Case, interval: Interval) -> Entry:
    """Return the first row of the ledger of a case."""
    return Entry(
        kind=TransitionKind.OPEN,
        changes={"stage": Stage.REPORTED.value, "mission_id": case.mission_id},
        interval=interval,
        source=SOURCE_OF_REPORT.get(ReportSource(case.report_source), Source.MISSION),
    )


def begin_steps(case: Case, playbook: Playbook | None, moment: datetime) -> None:
    """Give a case its playbook and the steps of it: the one named, else the one that fits."""
    if playbook is not None and playbook.status != PlaybookStatus.PUBLISHED:
        raise broken_rule(
            _("Only a published playbook can be taken for a case."),
            "playbook_published",
            "playbook",
        )
    fitting = playbook or playbook_for(case.incident.code, case.citizen.now_country)
    if fitting is not None:
        case.playbook = fitting
        case.save(update_fields=["playbook"])
    refresh([case], moment)


@operation(may="case.void", audit="case.voided")
def void_case(actor: Actor, case: Case, *, reason: str) -> Case:
    """Void a case that never was one, opened by mistake: it leaves every count, past ones kept."""
    if not case.stage:
        raise wrong_state(_("This case is void already."), "case_void")
    moment = ledger_moment([case.citizen, case])
    Transition.objects.filter(case=case, voided_at__isnull=True).update(
        voided_at=moment, void_reason=reason
    )
    before = case.outcome
    case.stage = case.outcome = case.hold_reason = ""
    case.held = False
    case.voided_at = moment
    case.save(update_fields=["stage", "outcome", "held", "hold_reason", "voided_at"])
    if before:
        follow_outcome(Ended(actor, case, before, (), moment))
    refresh([case], moment)
    return case


def refuse_second_case(citizen: Citizen, incident: Incident) -> None:
    """One person has one case in an incident: the same incident means reopen."""
    people = [citizen.pk]
    if citizen.head_id is not None:
        people = list(Citizen.objects.records_of(citizen).values_list("pk", flat=True))
    standing = Case.objects.filter(citizen__in=people, incident=incident, voided_at__isnull=True)
    if standing.exists():
        # Only a case in sight is spoken of; of another the index speaks, in neutral words.
        raise broken_rule(
            _("This person already has a case in this incident. Reopen that one."),
            "case_once_per_incident",
            "incident",
        )


def refuse_before_birth(citizen: Citizen, interval: Interval, zone: str, field: str) -> None:
    """Nothing happens to a person before birth."""
    happened_on = interval.last.astimezone(ZoneInfo(zone)).date()
    if citizen.birth_on is not None and happened_on < citizen.birth_on:
        raise broken_rule(
            _("This would have happened before the citizen was born. Check both dates."),
            "before_birth",
            field,
        )


def refuse_before_incident(case: Case, interval: Interval, zone: str, field: str) -> None:
    """422 for what was certainly before the incident began."""
    began = case.incident.started_on
    if interval.last < midnight_of(began, zone):
        raise broken_rule(
            _("This lies before the incident began, %(day)s. Check the day and the year.")
            % {"day": day_words(began)},
            "before_incident",
            field,
        )


def refuse_early_death(case: Case, interval: Interval, zone: str, field: str) -> None:
    """422 for a death before the birth or the incident."""
    refuse_before_birth(case.citizen, interval, zone, field)
    refuse_before_incident(case, interval, zone, field)


def refuse_birth_after_facts(actor: Actor, citizen: Citizen) -> None:
    """Nobody is born after what is on record of her: a crossing, a stay, the opening of a case."""
    if citizen.birth_on is None:
        return
    firsts = [
        Crossing.objects.visible_to(actor)
        .filter(citizen=citizen)
        .standing()
        .aggregate(first=Min("occurred_at")),
        Stay.objects.visible_to(actor)
        .filter(citizen=citizen)
        .standing()
        .aggregate(first=Min("occurred_at")),
        Case.objects.visible_to(actor)
        .filter(citizen=citizen, voided_at__isnull=True)
        .aggregate(first=Min("opened_at")),
    ]
    known = [row["first"] for row in firsts if row["first"] is not None]
    if known and min(known).astimezone(ZoneInfo(actor.zone)).date() < citizen.birth_on:
        raise broken_rule(
            _("This would have happened before the citizen was born. Check both dates."),
            "before_birth",
            "birth",
        )


check_birth_by(refuse_birth_after_facts)
