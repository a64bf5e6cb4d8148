"""The lines of the work list in words, ready to be printed.

A page has fifty lines that say much the same, so what the database, the catalogue and the
components are asked for, they are asked once for all lines.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.casework.choices import HoldReason, Outcome, Stage
from cases.casework.meanings import ENDED_WELL
from cases.casework.pages.blocking import Blocker, blocked_line, left_and_tone
from cases.casework.pages.words import country_name
from cases.casework.progress.resting import Rests, reopened_on, rests_of, waited_open
from cases.casework.progress.ticking import calendar_of
from cases.citizens.ages import youth_of
from cases.citizens.known_as import known_as
from cases.citizens.named import name_shown
from cases.core.actor import Actor
from cases.core.partial import PartialDate
from cases.core.text import in_reader_words
from cases.missions.calendars import calendars_for
from cases.missions.days import Wait, wait_words
from cases.missions.models import Mission
from cases.overview.offers import Offer, Offers
from cases.templatetags.moments import occurred

CaseRow = Mapping[str, Any]

COLUMNS: Final = (
    *("id", "reference", "stage", "held", "hold_reason", "outcome", "position_at"),
    *("opened_from", "opened_at"),
    *("blocker_kind", "blocker_condition", "blocker_body", "blocked_from", "blocked_since"),
    *("blocker_procedure_id", "blocker_authority_id", "incident_id", "mission_id"),
    *("valid_until", "version", "citizen__full_name", "citizen__now_country"),
    *("citizen__now_from", "citizen__now_since"),
    *("citizen__birth_on", "citizen__birth_precision", "citizen_id", "citizen__head_id"),
    *("citizen__now_place__name", "citizen__now_place__name_vi", "citizen__now_place__name_fr"),
    "assigned_to__full_name",
    *("journey_on", "next_due_at", "next_due_limit__unit", "next_due_limit__calendar"),
    "next_due_limit__on_whom",
    *("next_due_limit__name", "next_due_limit__name_vi", "next_due_limit__name_fr"),
)
"""What is read of a case; reference data that the filters offer as well is not joined again."""


class Line(NamedTuple):
    """One line, in the order in which the template takes it apart."""

    url: str
    name: str
    reference: str
    version: int
    incident: str
    flags: str
    status: str
    what: str
    who: str
    since: str
    deadline: str
    limit: str
    place: str
    last_known: str
    officer: str
    age: str


@dataclass(frozen=True)
class Lines:
    """The lines of one page, for one reader at one moment."""

    actor: Actor
    now: datetime
    offers: Offers
    missions: Mapping[int, Mission]
    memory: dict[tuple[Any, ...], str] = field(default_factory=dict)

    def of(self, cases: Sequence[CaseRow]) -> list[Line]:
        """Return the lines of these cases, in their order."""
        rests = self.rests_of(cases)
        incidents = self.offers.by_id("incident")
        known = known_as(self.actor, [case["citizen__head_id"] for case in cases])
        addresses = addresses_of([case["reference"] for case in cases])
        return [
            Line(
                url=url,
                name=known.names.get(known.head(case["citizen_id"]))
                or name_shown(case["citizen__full_name"]),
                reference=case["reference"],
                version=case["version"],
                incident=code_of(incidents.get(case["incident_id"])),
                flags=joined(self.flags(case), also_words(known.also(case["citizen_id"]))),
                status=self.status(case),
                **self.waits_for(case, blocker),
                deadline=deadline,
                limit=limit_words(case),
                place=place_words(case),
                last_known=self.last_known(case),
                officer=case["assigned_to__full_name"] or "",
                age=age_words(
                    waited_open(
                        case["opened_from"],
                        case["opened_at"],
                        self.now,
                        self.missions[case["mission_id"]].zone,
                        rests.get(case["id"], ()),
                    )
                ),
            )
            for case, url, blocker, deadline in zip(
                cases,
                addresses,
                self.blockers(cases, rests),
                self.deadlines(cases, rests),
                strict=True,
            )
        ]

    def last_known(self, case: CaseRow) -> str:
        """Return since when the person is where they are, as precisely as it is known."""
        since = case["citizen__now_from"], case["citizen__now_since"]
        return occurred(*since, self.actor.zone, "bare since")

    def rests_of(self, cases: Sequence[CaseRow]) -> Mapping[int, Rests]:
        """Return when cases were closed: no day of that counts."""
        zones = {case["id"]: (self.missions[case["mission_id"]].zone,) for case in cases}
        return rests_of(zones) if zones else {}

    def waits_for(self, case: CaseRow, blocker: Blocker) -> dict[str, str]:
        """Return what blocks a case; at a reception point the day on which the person travels."""
        if self.actor.is_reception:
            day = case["journey_on"]
            words = date_format(day) if day else _("Not known")
            return {"what": words, "who": "", "since": ""}
        return blocked_line(blocker, self.now, for_headquarters=self.actor.is_headquarters)

    def blockers(self, cases: Sequence[CaseRow], rests: Mapping[int, Rests]) -> Iterator[Blocker]:
        """Yield what each case says of what blocks it."""
        procedures, authorities = self.offers.by_id("procedure"), self.offers.by_id("authority")
        for case in cases:
            zone = self.missions[case["mission_id"]].zone
            yield Blocker(
                stage=case["stage"],
                kind=case["blocker_kind"],
                procedure=name_of(procedures.get(case["blocker_procedure_id"])),
                condition=case["blocker_condition"],
                body=case["blocker_body"],
                authority=name_of(authorities.get(case["blocker_authority_id"])),
                since_from=case["blocked_from"],
                since=case["blocked_since"],
                valid_until=case["valid_until"],
                zone=zone,
                reopened_on=reopened_on(rests.get(case["id"], ()), zone),
            )

    def deadlines(self, cases: Sequence[CaseRow], rests: Mapping[int, Rests]) -> Iterator[str]:
        """Yield the tag of each deadline, empty without; the calendars are read at once."""
        calendars = calendars_for(
            (self.missions[case["mission_id"]], whose_calendar(case))
            for case in cases
            if is_due(case)
        )
        for case in cases:
            if not is_due(case):
                yield ""
                continue
            calendar = calendars[case["mission_id"], whose_calendar(case)]
            unit = case["next_due_limit__unit"]
            closed = rests.get(case["id"], ())
            left, tone = left_and_tone(self.now, case["next_due_at"], unit, calendar, closed)
            said = {"label": left, "tone": tone}
            yield self.printed(("tag", left, tone), said.copy)

    def status(self, case: CaseRow) -> str:
        """Return where a case stands, printed."""
        stage, held = case["stage"], case["held"]
        reason, outcome = case["hold_reason"], case["outcome"]
        return self.printed(
            ("case_status", stage, held, reason, outcome),
            lambda: {
                "stage": stage or "closed",
                "stage_label": label_of(Stage, stage) or pgettext("state of a case", "Void"),
                "held": held,
                "hold_reason": label_of(HoldReason, reason),
                "outcome_label": label_of(Outcome, outcome),
                "outcome_well": outcome in ENDED_WELL,
            },
        )

    def flags(self, case: CaseRow) -> str:
        """Return what must be known of the person at first sight, printed; mostly nothing."""
        if case["citizen__birth_on"] is None:
            return ""
        birth = PartialDate(case["citizen__birth_on"], case["citizen__birth_precision"])
        youth = youth_of(birth, self.now.astimezone(ZoneInfo(self.actor.zone)).date())
        if not youth:
            return ""
        label = _("Under 18") if youth == "under" else _("Perhaps under 18")
        return self.printed(("tag", label, "wait"), {"label": label, "tone": "wait"}.copy)

    def printed(self, key: tuple[Any, ...], values: Callable[[], dict[str, Any]]) -> str:
        """Return the component that a key begins with, printed once for all lines with that key."""
        if key not in self.memory:
            self.memory[key] = render_to_string(f"components/{key[0]}.html", values())
        return self.memory[key]


def lines_of(actor: Actor, cases: Sequence[CaseRow], offers: Offers, now: datetime) -> list[Line]:
    """Return the lines of a page of cases that were read with `COLUMNS`."""
    missions = Mission.objects.visible_to(actor).in_bulk({case["mission_id"] for case in cases})
    return Lines(actor, now, offers, missions).of(cases)


def joined(flags: str, also: str) -> str:
    """Return two printed parts as one."""
    return format_html("{}{}", flags, also) if flags and also else flags or also


def also_words(names: Sequence[str]) -> str:
    """Return under which other names a person is on record, printed; mostly nothing."""
    if not names:
        return ""
    words = _("also known as %(names)s") % {"names": ", ".join(names)}
    return format_html('<span class="under">{}</span>', words)


def addresses_of(references: Sequence[str]) -> list[str]:
    """Return the addresses of case pages; the routes are searched for the first."""
    if not references:
        return []
    before, _reference, after = reverse("case_detail", args=[references[0]]).partition(
        references[0]
    )
    return [f"{before}{reference}{after}" for reference in references]


def is_due(case: CaseRow) -> bool:
    """Return whether a case has a deadline and the limit that it comes from."""
    return case["next_due_at"] is not None and case["next_due_limit__unit"] is not None


def whose_calendar(case: CaseRow) -> str:
    """Return by whose days off the next deadline of a case is counted."""
    return calendar_of(case["next_due_limit__calendar"], case["next_due_limit__on_whom"])


def label_of(choices: type[TextChoices], value: str) -> str:
    """Return the label of a choice; nothing where none was made."""
    return str(choices(value).label) if value else ""


def name_of(row: Offer | None) -> str:
    """Return the name of a row that may be missing."""
    return row.label if row else ""


def code_of(row: Offer | None) -> str:
    """Return the code of a row that may be missing."""
    return row.public_reference if row else ""


def limit_words(case: CaseRow) -> str:
    """Return the name of the limit that runs out next."""
    names = (case[f"next_due_limit__{column}"] or "" for column in ("name", "name_vi", "name_fr"))
    return in_reader_words(*names)


def place_words(case: CaseRow) -> str:
    """Return the last known place with its country, the country alone, or nothing."""
    country = country_name(case["citizen__now_country"])
    names = (case[f"citizen__now_place__{name}"] or "" for name in ("name", "name_vi", "name_fr"))
    place = in_reader_words(*names)
    return f"{place}, {country}" if place else country


def age_words(age: Wait) -> str:
    """Return for how long a case has been open."""
    return wait_words(age) if age > Wait(0) else _("Since today")
