"""The whole register, part by part: people, their cases, and the counters of references."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from cases.core.facts import Interval
from cases.places.choices import ZONE_OF_COUNTRY
from tests.benchmarks.courses import Act, late_news, later_acts, opening
from tests.benchmarks.ledger import HOLD_REASON, File, Ledger, Written
from tests.benchmarks.people import People, Person
from tests.benchmarks.plan import (
    DAY,
    END,
    SMALLEST,
    UNDER_WAY,
    IncidentPlan,
    MissionPlan,
    Plan,
    incidents,
    missions,
    shares,
)
from tests.benchmarks.reference import Reference
from tests.benchmarks.rows import Uuids, stamp
from tests.benchmarks.steps import moment
from tests.benchmarks.tables import Tables
from tests.benchmarks.ways import Host, way_of
from tests.benchmarks.work import Casework, Place, conditions_by_facts

PART: Final = 10_000
AGAIN_SHARE: Final = 0.05
ASSIGNED_SHARE: Final = 0.8
NOTE_SHARE: Final = 0.3
HOST_OF_HEADQUARTERS: Final = "TH"
NOTE: Final = "Đã gọi cho gia đình; hẹn gọi lại vào thứ Hai."


class Register:
    """Makes people with one case or, some years later, a second one."""

    def __init__(self, plan: Plan, reference: Reference) -> None:
        self.plan = plan
        self.reference = reference
        self.tables = Tables()
        self.counters: Counter[tuple[int, int]] = Counter()
        self.random = plan.random("cases")
        self.missions = missions()
        self.shares = shares(self.missions)
        self.incidents = incidents()
        self.zones = {row.id: ZoneInfo(ZONE_OF_COUNTRY[row.country]) for row in self.missions}
        uuids = Uuids(plan.random("uuids"))
        self.uuids = uuids
        self.ledger = Ledger(self.tables, uuids)
        self.people = People(plan.random("people"), self.tables, uuids, reference)
        own_uuids = Uuids(plan.random("uuids of work"))
        self.casework = Casework(plan.random("work"), self.tables, own_uuids, reference.bodies)

    def parts(self) -> Iterator[int]:
        """Fill the tables part by part; yield how many cases have been made so far."""
        total = self.plan.cases + self.plan.under_way
        with conditions_by_facts():
            while self.tables.case.last_id < total:
                stop = min(self.tables.case.last_id + PART, total)
                while self.tables.case.last_id < stop:
                    self.make_person()
                yield self.tables.case.last_id

    def make_person(self) -> None:
        """Make one person with the next case, and for some a second case later."""
        told = self.plan.opened_at(self.tables.case.last_id)
        mission = self.mission_of(self.tables.case.last_id)
        officer = self.random.choice(self.reference.officers[mission.id])
        person = Person(
            self.tables.citizen.next_id(), mission, told, officer, known=told, missions={mission.id}
        )
        made = [self.make_case(person, mission, told)]
        again = told + self.random.randrange(300, 1500) * DAY
        has_room = self.tables.case.last_id < self.plan.cases and again < END - DAY
        if has_room and self.random.random() < AGAIN_SHARE:
            made.append(self.make_case(person, self.mission_of(-1), again))
        self.people.write(person)
        for written in made:
            self.make_work(person, written)

    def mission_of(self, index: int) -> MissionPlan:
        """Return the mission of a case; the smallest one gets its few at even distances."""
        if index >= self.plan.cases:
            return self.missions[UNDER_WAY - 1]
        every = self.plan.cases // self.plan.of_smallest
        if index >= 0 and index % every == every - 1:
            return self.missions[SMALLEST - 1]
        drawn = self.random.random() * self.shares[-1]
        return self.missions[min(bisect(self.shares, drawn), SMALLEST - 2)]

    def incident_of(self, person: Person, at: int) -> IncidentPlan:
        """Return an incident of that time in which the person has no case yet."""
        running = [
            row
            for row in self.incidents
            if row.begin <= at < row.end and row.id not in person.incidents
        ]
        found = self.random.choices(running, [row.weight for row in running])[0]
        person.incidents.add(found.id)
        return found

    def make_case(self, person: Person, mission: MissionPlan, told: int) -> Written:
        """Make a case with its ledger, the person's way in it and a note; its row comes later."""
        draw = self.random
        case_id = self.tables.case.next_id()
        officers = self.reference.officers[mission.id]
        officer = draw.choice(officers)
        is_waiting = mission.id == SMALLEST and case_id % 2 == 0
        acts = [opening(mission.id, told - draw.randrange(5 * DAY), told)]
        if mission.id != UNDER_WAY:
            acts += later_acts(draw, told, is_waiting=is_waiting)
        late = late_news(draw, acts)
        file = File(
            id=case_id,
            reference=self.reference_of(mission, told),
            citizen_id=person.id,
            incident_id=self.incident_of(person, told).id,
            mission_id=mission.id,
            officer=officer,
            assigned=draw.choice(officers) if draw.random() < ASSIGNED_SHARE else None,
            acts=acts,
            country=mission.country if mission.country != "VN" else HOST_OF_HEADQUARTERS,
        )
        written = self.ledger.write(file, late)
        person.missions.add(mission.id)
        person.known = max(person.known, (late or acts[-1]).recorded_at)
        host = Host(file.country, officer, mission.id)
        person.points += way_of(draw, self.reference, host, acts)
        if draw.random() < NOTE_SHARE:
            self.make_note(file, acts[0])
        return written

    def make_work(self, person: Person, written: Written) -> None:
        """Make the work on a case and then the row of the case, which repeats it."""
        file, now, last = written.file, written.last.after, written.last.act
        told = written.first.act.recorded_at
        place = Place(
            file.id,
            self.casework.missions[file.mission_id],
            now.stage,
            now.held,
            HOLD_REASON if now.held else "",
            position_since=Interval(moment(last.occurred_from), moment(last.occurred_at)),
            recorded_at=moment(told),
            facts=person.facts,
        )
        until = max(told, last.occurred_at)
        work = self.casework.write(place, told, until, file.country, file.officer)
        self.ledger.write_case(written, work)

    def reference_of(self, mission: MissionPlan, told: int) -> str:
        """Return the next case number of a mission in the year of its zone."""
        year = datetime.fromtimestamp(told, self.zones[mission.id]).year
        self.counters[mission.id, year] += 1
        return f"{mission.code}-{year}-{self.counters[mission.id, year]:05d}"

    def make_note(self, file: File, opened: Act) -> None:
        """Make a note on the day of opening."""
        table = self.tables.note
        table.add(
            opened.recorded_at,
            table.next_id(),
            self.uuids.next(),
            file.id,
            NOTE,
            file.officer.staff_id,
            stamp(opened.recorded_at),
        )
