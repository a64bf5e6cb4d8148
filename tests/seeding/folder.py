"""A small set of seeds in a folder of its own; a test replaces the file it is about."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

PROVINCES = "code,name,generation,successor\nN40,Nghệ An,new,\n040,Nghệ An,old,N40\n"
PLACES = """
[[place]]
code = "ford"
name = "A ford"
kind = "ford"
country = "TH"
latitude = 16.626
longitude = 98.564
accuracy_m = 2000
opposite = "compound"

[[place]]
code = "compound"
name = "A compound"
kind = "compound"
country = "MM"
opposite = "ford"
"""
MISSIONS = """
[[mission]]
code = "BKK"
name = "Embassy in Bangkok"
kind = "embassy"
country = "TH"
zone = "Asia/Bangkok"

[[mission]]
code = "RGN"
name = "Embassy in Yangon"
kind = "embassy"
country = "MM"
zone = "Asia/Yangon"
"""
AUTHORITIES = """
[[authority]]
code = "border-police"
name = "Border police"
country = "TH"
kind = "police"
"""
INCIDENT = """
[incident]
code = "flood"
title = "A flood"
started_on = "2025-10-16"
zone = "Asia/Bangkok"

[[figure]]
metric = "present"
nationality = "VN"
country = "TH"
value = 70
qualifier = "about"
as_of = "2025-10-22T23:59:00+07:00"
as_of_precision = "day"
zone = "Asia/Bangkok"
source_name = "A gazette"
scope = "Vietnamese citizens in Thailand."
"""
STAFF = """
[[staff]]
username = "bangkok.officer"
full_name = "Trần Thị Thử"
language = "vi"

[[staff.posting]]
mission = "BKK"
role = "case_officer"
starts_on = "2025-01-01"
"""
PEOPLE = """
[[person]]
key = "P1"
mission = "BKK"
recorded_at = "2025-10-22T10:00:00+07:00"
register = { full_name = "Lê Thị Thử", sex = "f", birth = "1998-04" }
names = [
    { kind = "alias", value = "Tí" },
    { kind = "list", value = "LE THI THU" },
]
contacts = [{ kind = "phone", value = "+84 000 000 0001", whose = "relative" }]
documents = [{ kind = "passport", status = "lost" }]
relatives = [{ full_name = "Lê Văn Thử", relation = "father" }]
open = { report_source = "relative", reported = "2025-10-22T09:00+07:00" }

[[person.event]]
at = "2025-10-22T11:00:00+07:00"
operation = "record_crossing"

[person.event.args]
from_country = "MM"
to_country = "TH"
entered_at = "ford"
when = "2025-10-22T01:00+07:00"
source = "citizen"

[[person.event]]
at = "2025-10-23T09:00:00+07:00"
operation = "advance_case"

[[person]]
key = "P2"
mission = "RGN"
recorded_at = "2025-10-21T10:00:00+06:30"
register = { full_name = "Lê Văn Thử" }
open = { report_source = "hotline" }
"""
BASES = """
[[legal_basis]]
code = "consular-task"
name = "Task of a state body"
name_vi = "Nhiệm vụ của cơ quan nhà nước"
name_fr = "Mission d’un service de l’État"
purpose = "Protecting the citizen abroad."
purpose_vi = "Bảo hộ công dân ở nước ngoài."
purpose_fr = "Protéger le ressortissant à l’étranger."
law = "Invented law, art. 1"
in_force_on = "2026-01-01"
source = "Invented source"
verified = false
is_default = true
"""
COUNTRY_DAYS = """[[country_day]]
code = "vn-exchanged"
country = "VN"
kind = "off"
starts_on = "2026-01-02"
name = "Day off"
source = "Invented letter"
"""
FILES = {
    "provinces.csv": PROVINCES,
    "country_days.toml": COUNTRY_DAYS,
    "legal_bases.toml": BASES,
    "places.toml": PLACES,
    "missions.toml": MISSIONS,
    "authorities.toml": AUTHORITIES,
    "incidents/flood.toml": INCIDENT,
    "demo/staff.toml": STAFF,
    "scenario/flood/people.toml": PEOPLE,
}


def write_seeds(folder: Path, **changed: str) -> Path:
    """Write the set; `places_toml=...` replaces a file by its last name."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(changed.get(path.name.replace(".", "_"), text), encoding="utf-8")
    return folder


def line_of(text: str, part: str) -> int:
    """Return the line on which a part of a file stands."""
    return text[: text.index(part)].count("\n") + 1


def seed(**options: Any) -> str:
    """Run the command; return what it told."""
    told = StringIO()
    call_command("seed", stdout=told, **options)
    return told.getvalue()


def faults(**options: Any) -> list[str]:
    """Run the command on faulty seeds; return the faults it listed."""
    told = StringIO()
    with pytest.raises(CommandError) as stopped:
        call_command("seed", stderr=told, stdout=StringIO(), **options)
    assert stopped.value.returncode == 1
    return told.getvalue().splitlines()
