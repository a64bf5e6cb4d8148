"""A set of files with everything that is hard to move, in the form in which it is written."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

PLACES = """[[place]]
code = "compound"
name = "A “compound”"
kind = "compound"
country = "MM"
verified = false
opposite = "ford"
note = "Two lines,\\nthe second of them."

[[place]]
code = "ford"
name = "A ford"
name_vi = "Bãi cạn"
kind = "ford"
country = "TH"
latitude = 16.626
longitude = 98.5
accuracy_m = 2000
verified = true
source = "Invented"
opposite = "compound"
"""
MISSIONS = """[[mission]]
code = "BKK"
name = "Embassy in Bangkok"
kind = "embassy"
country = "TH"
zone = "Asia/Bangkok"
verified = false
"""
BASES = """[[legal_basis]]
code = "another"
name = "Another basis"
purpose = "Trying it out."
law = "Invented law, art. 1"
in_force_on = "2026-01-01"
verified = false
missing = "sentence"
consent = "person"
needs_statement = true
is_default = false

[[legal_basis]]
code = "task"
name = "Task of a state body"
purpose = "Protecting the citizen abroad."
law = "Invented law, art. 1"
in_force_on = "2026-01-01"
verified = false
missing = "sentence"
needs_statement = false
is_default = true
"""
IDENTITY = """[[procedure]]
code = "asked"
track = "identity"
body = "mission"
name = "Asked"
verified = false
result_fields = [
    { name = "sent_on", kind = "day", label = "Sent on", label_vi = "Ngày gửi", required = true, past = true },
    { name = "by", kind = "choice", label = "By", choices = [
    { value = "mail", label = "Mail" },
    { value = "fax", label = "Fax", label_fr = "Télécopie" },
] },
]
"""  # noqa: E501 -- as it is written
LIMITS = """[[limit]]
code = "reply"
procedure = "asked"
name = "Reply"
amount = 3
unit = "working_days"
calendar = "host"
day_ends = "midnight"
starts = "result"
start_procedure = "asked"
start_field = "sent_on"
stops = "answered"
on_whom = "mission"
pauses = false
is_legal = true
verified = false
missing = "sentence"
valid_until = "2025-12-31"

[[limit]]
code = "reply"
procedure = "asked"
name = "Reply"
amount = 2
unit = "working_days"
calendar = "mission"
day_ends = "midnight"
starts = "asked"
stops = "answered"
on_whom = "mission"
pauses = true
is_legal = false
verified = false
valid_from = "2026-01-01"
"""
CALENDARS = """[[office_hours]]
mission = "BKK"
opens = "08:30"
closes = "16:30"
weekend = [5, 6]

[[closure]]
mission = "BKK"
kind = "closed"
starts_on = "2026-03-09"
ends_on = "2026-03-10"
reason = "Invented holiday"
"""
PLAYBOOK = """# Kept as it was written, with its remarks.
[playbook]
code = "way"
title = "A way"
countries = ["TH", ""]

[[step]]
code = "ask"
procedure = "asked"

[[gate]]
stage = "ready"
steps = ["ask"]
"""
ENTRIES = {
    "provinces.csv": "code,name,generation,successor\nN40,Nghệ An,new,\n040,Nghệ An,old,N40\n",
    "places.toml": PLACES,
    "missions.toml": MISSIONS,
    "authorities.toml": '[[authority]]\ncode = "police"\nname = "Police"\ncountry = "TH"\n'
    'kind = "police"\nverified = false\n',
    "legal_bases.toml": BASES,
    "procedures/identity.toml": IDENTITY,
    "procedures/limits.toml": LIMITS,
    "playbooks/way.toml": PLAYBOOK,
    "calendars.toml": CALENDARS,
}


def written(folder: Path, files: dict[str, str]) -> Path:
    """Write a set below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def told(act: str, *arguments: Any) -> str:
    """Run the command; return what it said."""
    stream = StringIO()
    call_command("configuration", act, *[str(row) for row in arguments], stdout=stream)
    return stream.getvalue()


def refused(run: Callable[[], object]) -> str:
    """Return how the command stopped."""
    with pytest.raises(CommandError) as stopped:
        run()
    return str(stopped.value)


def digest_in(said: str) -> str:
    """Return the digest that the command printed last."""
    return said.strip().rpartition("Digest: ")[2]


def load(folder: Path) -> str:
    """Load what was just compared."""
    return told("load", folder, "--expecting", digest_in(told("compare", folder)))
