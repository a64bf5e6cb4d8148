"""Writes the rows of one person: name, birth, papers, how to reach her."""

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Final

from cases.citizens.names.stored import sound_key
from tests.benchmarks.names import COMMUNES, Names, sort_key
from tests.benchmarks.plan import DAY, SMALLEST, MissionPlan
from tests.benchmarks.reference import Officer, Reference
from tests.benchmarks.rows import Uuids, json_of, stamp
from tests.benchmarks.tables import Tables
from tests.benchmarks.ways import Point, Ways

DOCUMENT_SHARE: Final = 0.55
PHONE_SHARE: Final = 0.6
RELATIVE_SHARE: Final = 0.3
ALIAS_SHARE: Final = 0.08
SEX_CORRECTED_SHARE: Final = 0.01
PRECISIONS: Final = ("day", "year", "month", "none")
PRECISION_WEIGHTS: Final = (70.0, 18.0, 5.0, 7.0)
STATUSES: Final = ("with_holder", "seized_by_employer", "held_by_authority", "lost", "unknown")


@dataclass(slots=True)
class Person:
    """Somebody whose cases are being made; written when all of them are known."""

    id: int
    registered_by: MissionPlan
    registered_at: int
    officer: Officer
    known: int
    missions: set[int]
    points: list[Point] = field(default_factory=list)
    incidents: set[int] = field(default_factory=set)
    facts: dict[str, bool] = field(default_factory=dict)


class People:
    """Draws people and writes them with what is attached."""

    def __init__(self, random: Random, tables: Tables, uuids: Uuids, reference: Reference) -> None:
        self.random = random
        self.tables = tables
        self.uuids = uuids
        self.reference = reference
        self.names = Names(random)
        self.ways = Ways(tables, uuids)

    def write(self, person: Person) -> None:
        """Write a person, her way and her papers."""
        draw = self.random
        sex = draw.choices("mfu", (62.0, 36.0, 2.0))[0]
        precision = draw.choices(PRECISIONS, PRECISION_WEIGHTS)[0]
        born = born_on(draw, precision)
        province, code = draw.choice(self.reference.provinces)
        self.write_audit(person)
        self.write_sight(person)
        if sex == "f" and draw.random() < SEX_CORRECTED_SHARE:
            self.write_correction(person)
        self.write_row(person, sex, (born.isoformat() if born else None, precision), province)
        self.write_papers(person, sex, born, code)
        self.write_reach(person)

    def write_row(
        self, person: Person, sex: str, birth: tuple[str | None, str], province: int
    ) -> None:
        """Write the row of a person, with the whereabouts her way leads to; note her facts."""
        draw = self.random
        parts = self.names.full(sex)
        now = self.ways.write(person.id, person.points)
        known = max([person.known, *(point.recorded_at for point in person.points)])
        commune = f"{draw.choice(COMMUNES)} {draw.choice(COMMUNES)}"
        is_verified = draw.random() < 0.5 or SMALLEST in person.missions
        person.facts = {
            "identity_confirmed": is_verified,
            "not_found_foreign": True,
            "whereabouts_known": now.country != "",
        }
        self.tables.citizen.add(
            known,
            person.id,
            stamp(known),
            self.uuids.next(),
            person.registered_by.id,
            stamp(person.registered_at),
            " ".join(parts),
            *parts,
            sort_key(*parts),
            sound_key(" ".join(parts)),
            sex,
            *birth,
            "",
            province,
            commune,
            "VN",
            "verified" if is_verified else "declared",
            "",
            now.country,
            now.place,
            now.holder,
            stamp(now.since_from) if now.since_from else None,
            stamp(now.since) if now.since else None,
            len(person.points),
            1,
        )

    def write_sight(self, person: Person) -> None:
        """Write which missions see the person, for good."""
        table = self.tables.sight
        for mission in sorted(person.missions):
            table.add(person.registered_at, table.next_id(), person.id, mission, None, True, None)

    def write_correction(self, person: Person) -> None:
        """Write that the sex was first recorded otherwise."""
        at = person.registered_at + self.random.randrange(1, DAY)
        person.known = max(person.known, at)
        self.tables.version.add(
            at,
            self.tables.version.next_id(),
            "cases_citizen",
            person.id,
            None,
            person.id,
            json_of({"sex": "m"}),
            "correct_citizen",
            person.officer.staff_id,
            stamp(at),
        )

    def write_audit(self, person: Person) -> None:
        """Write the entry of the registration; no case stands in it."""
        at = person.registered_at
        self.tables.audit.add(
            at,
            self.tables.audit.next_id(),
            stamp(at),
            None,
            "citizen.registered",
            "register_citizen",
            "done",
            "",
            "staff",
            person.officer.staff_id,
            person.officer.posting_id,
            person.registered_by.id,
            None,
            person.id,
            json_of([{"table": "cases_citizen", "id": person.id, "reference": ""}]),
            json_of(["birth", "full_name", "sex"]),
        )

    def write_papers(self, person: Person, sex: str, born: date | None, province: str) -> None:
        """Write an identity card or a passport, for those of whom we know one."""
        draw = self.random
        if draw.random() > DOCUMENT_SHARE:
            return
        kind = "personal_number" if draw.random() < 0.7 else "passport"
        number = f"C{draw.randrange(10_000_000):07d}"
        if kind == "personal_number":
            year = born.year if born else 1990
            century = 2 * (year // 100 - 19) + (sex == "f")
            number = f"{province}{century}{year % 100:02d}{draw.randrange(1_000_000):06d}"
        self.tables.document.add(
            person.registered_at,
            self.tables.document.next_id(),
            *self.attached(person),
            kind,
            number,
            number,
            "VN",
            draw.choice(STATUSES),
            None,
            None,
            "",
            "",
        )

    def write_reach(self, person: Person) -> None:
        """Write a phone number, a relative and an alias, each for some."""
        draw, at = self.random, person.registered_at
        phone = f"09{draw.randrange(100_000_000):08d}"
        if draw.random() < PHONE_SHARE:
            table = self.tables.contact
            table.add(at, table.next_id(), *self.attached(person), "phone", phone, "citizen", "")
        if draw.random() < RELATIVE_SHARE:
            table = self.tables.relative
            name = " ".join(self.names.full("f"))
            table.add(
                at, table.next_id(), *self.attached(person), name, "mother", phone, "unknown", ""
            )
        if draw.random() < ALIAS_SHARE:
            table = self.tables.name
            alias = self.names.full("")[2]
            table.add(
                at,
                table.next_id(),
                *self.attached(person),
                "alias",
                alias,
                sound_key(alias),
                "latin",
                "",
            )

    def attached(self, person: Person) -> tuple[str, str, None, str, int]:
        """Return the columns of everything attached to a person."""
        return self.uuids.next(), stamp(person.registered_at), None, "", person.id


def born_on(draw: Random, precision: str) -> date | None:
    """Return the first possible day of birth, none where it is not known."""
    if precision == "none":
        return None
    year = int(draw.triangular(1955, 2008, 1997))
    month = 1 if precision == "year" else draw.randrange(1, 13)
    return date(year, month, draw.randrange(1, 29) if precision == "day" else 1)
