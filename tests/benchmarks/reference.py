"""Rows that cases refer to: missions, staff, places, authorities, provinces, incidents.

They are few, so they are made as models and saved by their owner.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import models

from cases.incidents.models import Incident
from cases.missions.models import Authority, Mission, Posting, Staff
from cases.places.choices import ZONE_OF_COUNTRY
from cases.places.models import Place, Province
from cases.procedures.models import LegalBasis
from tests.benchmarks import playbooks
from tests.benchmarks.names import Names
from tests.benchmarks.plan import HEADQUARTERS, LARGEST, Plan, incidents, missions

PASSWORD: Final = "a-bench-needs-no-secret"
STAFF_OF: Final = {HEADQUARTERS: 12, LARGEST: 24}
STAFF_ELSEWHERE: Final = 3
PLACE_KINDS: Final = ("bridge", "airport", "shelter", "detention", "hospital")
USUAL_BASIS: Final = 1
BODIES: Final = ("immigration", "police", "social")


@dataclass(frozen=True)
class Officer:
    """A member of staff with the posting under which rows were recorded."""

    staff_id: int
    posting_id: int


@dataclass(frozen=True)
class Reference:
    """The ids that the rows of cases draw from."""

    officers: dict[int, list[Officer]]
    places: dict[str, list[int]]
    bodies: dict[str, list[int]]
    provinces: list[tuple[int, str]]


def username(mission_code: str, number: int = 1) -> str:
    """Return the user name of the n-th officer of a mission."""
    return f"{mission_code.lower()}.{number}"


def make_reference(plan: Plan) -> Reference:
    """Save all rows and return their ids; runs as the owner of the tables."""
    save(make_missions())
    save(
        Incident(
            pk=row.id,
            code=row.code,
            title=row.code,
            started_on=datetime.fromtimestamp(row.begin, UTC).date(),
            zone="Asia/Ho_Chi_Minh",
            is_open=row.end > datetime(2025, 6, 1, tzinfo=UTC).timestamp(),
        )
        for row in incidents()
    )
    provinces = make_provinces()
    save(row for row in provinces if row.generation == "new")
    save(row for row in provinces if row.generation == "old")
    places, bodies = make_places(), make_bodies()
    save(places)
    save(bodies)
    save(
        [
            LegalBasis(
                pk=USUAL_BASIS,
                code="consular-task",
                name="Consular task",
                purpose="Bringing people home.",
                law="Vienna Convention on Consular Relations, art. 5",
                is_default=True,
            )
        ]
    )
    save(playbooks.procedures())
    save(playbooks.limits())
    save(playbooks.drafts())
    save(playbooks.playbook_steps())
    save(playbooks.playbook_gates())
    playbooks.publish()
    return Reference(
        officers=make_staff(plan),
        places=by_country(places),
        bodies=by_country(bodies),
        provinces=[(row.pk, row.code) for row in provinces if row.generation == "old"],
    )


def save(rows: Iterable[models.Model]) -> None:
    """Insert rows that bring their ids along."""
    made = list(rows)
    type(made[0])._default_manager.bulk_create(made)


def by_country(rows: list[Place] | list[Authority]) -> dict[str, list[int]]:
    """Return the ids of rows by country."""
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(row.country, []).append(row.pk)
    return found


def make_missions() -> list[Mission]:
    """Return headquarters and embassies all over."""
    return [
        Mission(
            pk=row.id,
            code=row.code,
            name=f"Mission {row.code}",
            kind="headquarters" if row.id == HEADQUARTERS else "embassy",
            country=row.country,
            zone=ZONE_OF_COUNTRY[row.country],
        )
        for row in missions()
    ]


def make_provinces() -> list[Province]:
    """Return the provinces of the seeds, the new ones first."""
    with (settings.SEEDS_DIR / "provinces.csv").open(newline="") as file:
        lines = sorted(csv.DictReader(file), key=lambda line: line["generation"])
    ids = {line["code"]: number for number, line in enumerate(lines, 1)}
    return [
        Province(
            pk=ids[line["code"]],
            code=line["code"],
            name=line["name"],
            generation=line["generation"],
            successor_id=ids.get(line["successor"]),
        )
        for line in lines
    ]


def make_places() -> list[Place]:
    """Return five places in every country."""
    return [
        Place(
            pk=number,
            code=f"{country.lower()}-{kind}",
            name=f"{kind.capitalize()} in {country}",
            kind=kind,
            country=country,
        )
        for number, (country, kind) in enumerate(
            ((country, kind) for country in ZONE_OF_COUNTRY for kind in PLACE_KINDS), 1
        )
    ]


def make_bodies() -> list[Authority]:
    """Return three counterpart bodies in every country."""
    return [
        Authority(
            pk=number,
            code=f"{country.lower()}-{kind}",
            name=f"{kind.capitalize()} of {country}",
            country=country,
            kind=kind,
        )
        for number, (country, kind) in enumerate(
            ((country, kind) for country in ZONE_OF_COUNTRY for kind in BODIES), 1
        )
    ]


def make_staff(plan: Plan) -> dict[int, list[Officer]]:
    """Save staff and postings of every mission; one password digest serves all."""
    names, digest = Names(plan.random("staff")), make_password(PASSWORD)
    staff: list[Staff] = []
    postings: list[Posting] = []
    officers: dict[int, list[Officer]] = {}
    for mission in missions():
        role = "headquarters_officer" if mission.id == HEADQUARTERS else "head_of_mission"
        for number in range(1, STAFF_OF.get(mission.id, STAFF_ELSEWHERE) + 1):
            key = len(staff) + 1
            staff.append(
                Staff(
                    pk=key,
                    username=username(mission.code, number),
                    full_name=" ".join(names.full("")),
                    password=digest,
                )
            )
            postings.append(
                Posting(
                    pk=key,
                    staff_id=key,
                    mission_id=mission.id,
                    role=role,
                    starts_on=date(2015, 1, 1),
                )
            )
            officers.setdefault(mission.id, []).append(Officer(key, key))
            if role == "head_of_mission":
                role = "case_officer"
    save(staff)
    save(postings)
    return officers
