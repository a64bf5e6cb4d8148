"""What waits for somebody today: the home page of everybody who works on cases.

An officer is told of the own cases, a head of mission of those of the mission, headquarters of all.
Each figure is the length of the list behind it, at most "99+"; what is nought is left out.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cases.casework.blocking import WITHOUT_DEADLINE, Due
from cases.casework.follow_up.models import WelfareCheck
from cases.casework.follow_up.terms import terms
from cases.casework.groups.models import GroupMember
from cases.casework.models import Transfer
from cases.casework.recounts.models import Recount
from cases.citizens.models import SamePerson
from cases.core import present
from cases.core.actor import Actor
from cases.incidents.choices import DirectiveState
from cases.incidents.models import DirectiveMission
from cases.intake.elsewhere import open_doubles
from cases.letters.models import Letter
from cases.missions.choices import Role
from cases.missions.days import Days, days_of
from cases.money.models import CostLine
from cases.movements.handover.queries import unsigned_of
from cases.movements.models import Movement
from cases.movements.musters.queries import without_case_by_movement
from cases.movements.musters.reading import missing_by_movement
from cases.movements.queries import unready
from cases.notices.models import Notice
from cases.overview.queries import CAP, DEADLINE, Filters, capped, worklist, worklist_page
from cases.overview.reviews import doubtful
from cases.reports.pages.words import waiting_words
from cases.reports.queries import in_work_of, unopened_of

WITH_OWN_CASES: Final = frozenset({Role.FIELD_OFFICER, Role.CASE_OFFICER})
MOST_URGENT: Final = 8


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many of one kind wait: the count in words, where the list is, how pressing it is."""

    label: Any
    count: str
    url: str
    tone: str = ""


Source = Callable[[Actor, datetime], Iterator[Waiting]]
_more: list[Source] = []


def also_waits(source: Source) -> Source:
    """Register what a later feature lets wait: it yields lines for an actor, none for nought."""
    if source not in _more:
        _more.append(source)
    return source


def whose(actor: Actor) -> str:
    """Return the filter of cases that are for `actor` to move: `mine`, or all of the mission."""
    return "mine" if actor.role in WITH_OWN_CASES else ""


def waiting(actor: Actor, now: datetime) -> list[Waiting]:
    """Return what waits, the most pressing first."""
    days = days_of(actor, now)
    more = [line for source in _more for line in source(actor, now)]
    return [
        *reports_unopened(actor, now),
        *cases_waiting(actor, now, days),
        *groups_apart(actor),
        *more,
        *others_waiting(actor),
    ]


def reports_unopened(actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Yield the reports that nobody has opened, with how long the oldest waits, then the others."""
    if not actor.may("report.work"):
        return
    url = reverse("received_reports")
    if count := length(unopened_of(actor).order_by("received_at", "uuid")):
        rows = unopened_of(actor).order_by("received_at", "uuid")
        oldest = rows.values_list("received_from", "received_at")[0]
        age = waiting_words(*oldest, now, actor.zone)
        waits = ngettext(
            "report unopened, for %(age)s",
            "reports unopened, the oldest for %(age)s",
            number(count),
        ) % {"age": age}
        yield Waiting(waits, count, f"{url}?state=unopened", "stop")
    if count := length(in_work_of(actor).order_by("received_at", "uuid")):
        words = ngettext(
            "report opened and not settled", "reports opened and not settled", number(count)
        )
        yield Waiting(words, count, url, "wait")


def cases_waiting(actor: Actor, now: datetime, days: Days) -> Iterator[Waiting]:
    """Yield the cases that are late, due today, or looked after by nobody."""
    officer = {"officer": whose(actor)} if whose(actor) else {}
    asked: list[tuple[Any, dict[str, str], str]] = [
        (_("overdue"), {**officer, "due": Due.OVERDUE}, "stop"),
        (_("due today"), {**officer, "due": Due.TODAY}, "wait"),
        (_("to be tried again"), {**officer, "due": Due.ATTEMPT}, "wait"),
        (_("ready to move on"), {**officer, "blocker": "advance"}, ""),
    ]
    if not actor.is_headquarters:
        silent = _("not certainly heard of for %(days)s days") % {"days": terms().silence}
        asked.append((silent, {**officer, "due": Due.SILENT}, "wait"))
    if actor.may("case.assign"):
        asked.append((_("nobody looks after"), {"officer": "nobody"}, "wait"))
    for label, asks, tone in asked:
        filters: dict[str, Any] = asks
        by = "position_at" if asks.get("due", "") in WITHOUT_DEADLINE else "next_due_at"
        cases = worklist(actor, Filters(**filters), now, days).order_by(by, "reference")
        if count := length(cases):
            yield Waiting(label, count, f"{reverse('worklist')}?{urlencode(asks)}", tone)


def groups_apart(actor: Actor) -> Iterator[Waiting]:
    """Yield the travel groups of the own people whose members are at different places."""
    if actor.is_headquarters or not actor.may("group.arrange"):
        return
    if found := GroupMember.objects.own_of(actor).groups_apart()[: CAP + 1]:
        count = capped(len(found))
        words = ngettext(
            "travel group whose members are apart",
            "travel groups whose members are apart",
            number(count),
        )
        yield Waiting(words, count, f"{reverse('travel_groups')}?separated=yes", "wait")


def others_waiting(actor: Actor) -> Iterator[Waiting]:
    """Yield offers to answer, directives to acknowledge or do, entries to look at, notices."""
    offers = Transfer.objects.visible_to(actor).on_offer()
    orders = DirectiveMission.objects.visible_to(actor).filter(directive__withdrawn_at__isnull=True)
    if not actor.is_headquarters:
        offers = offers.filter(to_mission_id=actor.mission_id)
    if actor.may("transfer.answer") and (count := length(offers)):
        words = ngettext("offer to answer", "offers to answer", number(count))
        yield Waiting(words, count, reverse("transfer_list"), "wait")
    if actor.may("directive.acknowledge"):
        unread = orders.filter(state=DirectiveState.PENDING)
        if count := length(unread):
            yield Waiting(
                ngettext("directive to acknowledge", "directives to acknowledge", number(count)),
                count,
                reverse("directive_list"),
                "wait",
            )
    if actor.may("directive.report") and not actor.is_headquarters:
        under_way = orders.exclude(state__in=[DirectiveState.PENDING, DirectiveState.DONE])
        if count := length(under_way):
            yield Waiting(
                ngettext("directive to carry out", "directives to carry out", number(count)),
                count,
                reverse("directive_list"),
            )
    odd = doubtful(actor) if actor.may("case.correct") else []
    if count := length(*(rows.order_by("-id") for rows in odd)):
        yield Waiting(
            ngettext("entry to look at again", "entries to look at again", number(count)),
            count,
            reverse("entries_to_review"),
        )
    if count := length(open_doubles(actor)):
        yield Waiting(
            ngettext(
                "person perhaps registered twice", "people perhaps registered twice", number(count)
            ),
            count,
            reverse("possible_doubles"),
            "wait",
        )
    if actor.may("citizen.confirm_same"):
        proposed = SamePerson.objects.visible_to(actor).proposed()
        if count := length(proposed.exclude(proposed_by=actor.staff_id)):
            yield Waiting(_("proposed as one person"), count, reverse("same_person_list"), "wait")
    yield from recounts_waiting(actor)
    yield from letters_waiting(actor)
    yield from checks_waiting(actor, present.now())
    yield from costs_waiting(actor)
    yield from people_missing(actor, present.now())
    yield from handovers_waiting(actor)
    yield from departures_waiting(actor, present.now())
    notices = Notice.objects.visible_to(actor).addressed_to(actor).unread()
    if count := length(notices.order_by()):
        words = ngettext("unread notice", "unread notices", number(count))
        yield Waiting(words, count, reverse("notice_list"))


def recounts_waiting(actor: Actor) -> Iterator[Waiting]:
    """Yield the corrections of limits and calendars that judge stopped clocks otherwise."""
    proposed = Recount.objects.visible_to(actor).proposed()
    if actor.may("clock.recount") and (count := length(proposed)):
        words = ngettext("correction to decide about", "corrections to decide about", number(count))
        yield Waiting(words, count, reverse("recount_list"), "wait")


def letters_waiting(actor: Actor) -> Iterator[Waiting]:
    """Yield the letters of the own mission that are to be sent, and those without a reply."""
    if not actor.may("letter.correspond"):
        return
    letters = Letter.objects.of_mission(actor).order_by("issued_at", "uuid")
    if count := length(letters.unsent()):
        url = f"{reverse('letter_list')}?state=issued"
        words = ngettext("letter issued, not sent", "letters issued, not sent", number(count))
        yield Waiting(words, count, url)
    if count := length(letters.without_reply()):
        url = f"{reverse('letter_list')}?state=waiting"
        yield Waiting(
            ngettext("letter without a reply", "letters without a reply", number(count)), count, url
        )


def checks_waiting(actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Yield the welfare checks that are overdue, and those whose day has come."""
    if not actor.may("case.follow_up"):
        return
    url = reverse("follow_up")
    overdue = WelfareCheck.objects.own_of(actor).overdue(now).order_by("due_at", "uuid")
    if count := length(overdue):
        words = ngettext("welfare check overdue", "welfare checks overdue", number(count))
        yield Waiting(words, count, f"{url}?state=overdue", "stop")
    today = WelfareCheck.objects.own_of(actor).due(now).filter(due_at__gt=now)
    if count := length(today.order_by("due_at", "uuid")):
        words = ngettext("welfare check due today", "welfare checks due today", number(count))
        yield Waiting(words, count, f"{url}?state=due", "wait")


def costs_waiting(actor: Actor) -> Iterator[Waiting]:
    """Yield the costs that wait for a second officer, for whoever may be that officer."""
    if not actor.may("money.approve"):
        return
    costs = CostLine.objects.own_of(actor).waiting().exclude(recorded_by=actor.staff_id)
    if count := length(costs.order_by("recorded_at", "uuid")):
        url = f"{reverse('money')}?state=waiting"
        words = ngettext("cost to decide on", "costs to decide on", number(count))
        yield Waiting(words, count, url, "wait")


def people_missing(actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Yield how many are missing at the head counts of a movement that is not over, for each.

    Then how many were there without a case.
    """
    if not actor.may("muster.hold"):
        return
    for movement, missing in missing_by_movement(actor, now).items():
        words = ngettext(
            "person missing on %(movement)s", "people missing on %(movement)s", missing
        ) % {"movement": movement}
        yield Waiting(words, capped(missing), reverse("musters", args=[movement]), "stop")
    for movement, people in without_case_by_movement(actor).items():
        words = ngettext(
            "person without a case on %(movement)s",
            "people without a case on %(movement)s",
            people,
        ) % {"movement": movement}
        yield Waiting(words, capped(people), reverse("musters", args=[movement]), "wait")


def handovers_waiting(actor: Actor) -> Iterator[Waiting]:
    """Yield the handovers of the own mission that nobody has signed."""
    if not actor.may("handover.sign") or actor.is_headquarters:
        return
    if count := length(unsigned_of(actor).order_by("-prepared_at", "-id")):
        url = f"{reverse('handovers')}?state=draft"
        words = ngettext("handover not signed", "handovers not signed", number(count))
        yield Waiting(words, count, url, "wait")


def departures_waiting(actor: Actor, now: datetime) -> Iterator[Waiting]:
    """Yield the departures within two days that somebody has to look at before."""
    if not actor.may("movement.plan") or actor.is_headquarters:
        return
    if count := length(unready(Movement.objects.own_of(actor), now)):
        words = ngettext(
            "departure within two days, not everybody ready",
            "departures within two days, not everybody ready",
            number(count),
        )
        yield Waiting(words, count, f"{reverse('movements')}?state=open", "stop")


def number(count: str) -> int:
    """Return the number that decides between one and many; "99+" is many."""
    return int(count) if count.isdigit() else CAP + 1


def length(*kinds: QuerySet[Any]) -> str:
    """Return how many rows there are of all kinds, at most "99+"; empty for none."""
    found = sum(len(rows.values_list("pk", flat=True)[: CAP + 1]) for rows in kinds)
    return capped(found) if found else ""


def most_urgent(actor: Actor, now: datetime) -> list[Any]:
    """Return the cases whose deadlines come first, at most eight."""
    filters = Filters(officer=whose(actor), order=DEADLINE)
    cases = worklist(actor, filters, now)
    page = worklist_page(cases.filter(next_due_at__isnull=False), filters, "")
    return list(page.rows[:MOST_URGENT])
