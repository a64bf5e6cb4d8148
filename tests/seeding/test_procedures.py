"""Loading the catalogue and the playbooks: published once, again only when the file changed."""

import pytest

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.procedures.models import Limit, Playbook, Procedure
from cases.procedures.operations import copy_playbook, put_limit
from tests.seeding.folder import faults, line_of, seed

pytestmark = pytest.mark.django_db

CATALOGUE = """[[procedure]]
code = "ask"
track = "identity"
body = "mission"
name = "Ask"
result_fields = [
    { name = "asked_on", kind = "day", label = "Asked on" },
]

[[limit]]
code = "ask-soon"
procedure = "ask"
name = "Ask soon"
amount = 2
unit = "working_days"
calendar = "mission"
day_ends = "midnight"
starts = "opened"
stops = "asked"
on_whom = "mission"
missing = "sentence"
valid_from = "2020-07-01"

[[limit]]
code = "ask-soon"
procedure = "ask"
name = "Ask soon"
amount = 3
unit = "working_days"
calendar = "mission"
day_ends = "midnight"
starts = "opened"
stops = "asked"
on_whom = "mission"
missing = "sentence"
valid_until = "2020-06-30"
"""
PLAYBOOK = """# How to ask.

[playbook]
code = "asking"
title = "Asking"
countries = ["TH"]
incidents = ["flood"]

[[step]]
code = "ask"
procedure = "ask"

[[gate]]
stage = "ready"
steps = ["ask"]
"""


@pytest.fixture
def folder(seeds):
    """The small set with a catalogue and a playbook."""
    write(seeds)
    return seeds


def test_a_house_limit_that_nobody_decided_or_that_binds_others_is_refused(folder):
    text = CATALOGUE.replace('missing = "sentence"', "is_legal = false\nverified = true", 1)
    write(folder, text.replace('on_whom = "mission"', 'on_whom = "family"', 1))

    (said,) = [line for line in faults() if "against ourselves" in line]
    assert said.startswith(f"seeds/procedures/all.toml:{line_of(text, 'verified = true')}: ")


def write(seeds, catalogue=CATALOGUE, playbook=PLAYBOOK):
    for name, text in (("procedures/all.toml", catalogue), ("playbooks/asking.toml", playbook)):
        path = seeds / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def versions():
    with eyes(SYSTEM):
        return list(Playbook.objects.order_by("number").values_list("number", "status", "title"))


def test_loads_procedures_limits_and_publishes_playbooks(folder):
    told = seed()

    with eyes(SYSTEM):
        assert Procedure.objects.get().result_fields[0]["name"] == "asked_on"
        assert set(Limit.objects.values_list("reference", "amount")) == {
            ("ask-soon", 3),
            ("ask-soon.20200701", 2),
        }
        assert list(Playbook.objects.get().steps.values_list("code")) == [("ask",)]
    assert versions() == [(1, "published", "Asking")]
    assert "playbooks: 1, new or changed: 1" in told


def test_an_unchanged_file_leaves_no_trace(folder):
    seed()
    with eyes(SYSTEM):
        before = AuditEntry.objects.count()

    seed()

    with eyes(SYSTEM):
        assert AuditEntry.objects.count() == before


def test_a_changed_file_is_published_as_a_new_version(folder):
    seed()
    write(folder, playbook=PLAYBOOK.replace('"Asking"', '"Asking better"'))

    seed()

    assert versions() == [(1, "published", "Asking"), (2, "published", "Asking better")]


def test_a_draft_of_staff_is_not_overwritten(folder):
    seed()
    with eyes(SYSTEM):
        copy_playbook(SYSTEM, Playbook.objects.get())
    write(folder, playbook=PLAYBOOK.replace('"Asking"', '"Asking better"'))

    assert faults()[0] == (
        'seeds/playbooks/asking.toml:1: "asking" has a draft in the register. '
        "Publish or retire it first."
    )
    assert versions() == [(1, "published", "Asking"), (2, "draft", "Asking")]


@pytest.mark.parametrize(
    ("old", "new", "at", "sentence"),
    [
        ('procedure = "ask"', 'procedure = "asks"', "procedure =",
         "There is no procedure “asks”."),
        ('["flood"]', '["fire"]', "incidents", "There is no incident “fire”."),
        ('steps = ["ask"]', 'steps = ["tell"]', "steps",
         "There is no step “tell” in this playbook."),
        ('procedure = "ask"', 'procedure = "ask"\nafter = ["ask"]', "[[step]]",
         "These steps wait for each other: ask → ask."),
        ('procedure = "ask"', 'procedure = "ask"\nopens_at = "departed"', "steps",
         "The gate before “ready” is never passed: “ask” opens only at “departed”."),
        ('steps = ["ask"]', 'conditions = ["is_rich"]', "conditions",
         "There is no condition “is_rich”."),
        ('code = "asking"', 'code = "telling"', "code =",
         'The file must be named by the code: "telling.toml".'),
        ('title = "Asking"', "title = Asking", "title",
         "This is not TOML. The program that reads it says: "
         "“Invalid value (at line 5, column 9)”."),
    ],
)  # fmt: skip
def test_a_faulty_playbook_is_named_by_file_and_line(folder, old, new, at, sentence):
    text = PLAYBOOK.replace(old, new, 1)
    write(folder, playbook=text)

    assert faults()[0] == f"seeds/playbooks/asking.toml:{line_of(text, at)}: {sentence}"
    assert versions() == []


SECOND = 'code = "ask-soon"\nprocedure = "ask"\nname = "Ask soon"\namount = 3'


@pytest.mark.parametrize(
    ("old", "new", "at", "sentence"),
    [
        ('kind = "day"', 'kind = "date"', "    { name",
         "kind: The kind is one of text, day, moment, money, choice, yesno and number."),
        ('track = "identity"', 'track = "secret"', "track",
         "track: “secret” is not one of the choices."),
        ('procedure = "ask"', 'procedure = "asks"', "procedure =",
         'procedure names no procedure: "asks"'),
        ('calendar = "mission"\n', "", "[[limit]]",
         "calendar: Say whose days off count. No calendar is assumed."),
        ('unit = "working_days"', 'unit = "calendar_days"', "[[limit]]",
         "roll: Say whether a last day off moves the end. Nothing is assumed."),
        ('day_ends = "midnight"\n', "", "[[limit]]",
         "day_ends: Say with which hour a day ends. Nothing is assumed."),
        ("2020-06-30", "2020-07-01", SECOND,
         "valid_from: This limit already has another value at that time."),
    ],
)  # fmt: skip
def test_a_faulty_catalogue_is_named_by_file_and_line(folder, old, new, at, sentence):
    text = CATALOGUE.replace(old, new, 1)
    write(folder, catalogue=text)

    fault = faults()[0]

    assert fault.endswith(f": {sentence}")
    assert line_of(text, at) - int(fault.split(":")[1]) in {0, 1}


def test_what_staff_corrected_stays_until_the_file_changes(folder):
    seed()
    with eyes(SYSTEM):
        procedure = Procedure.objects.get()
        row = Limit.objects.get(amount=2)
        put_limit(
            SYSTEM, code=row.code, procedure=procedure, name="Later", amount=9,
            unit=row.unit, starts=row.starts, stops=row.stops, on_whom=row.on_whom,
            valid_from=row.valid_from, calendar=row.calendar, day_ends=row.day_ends,
            missing=row.missing, reason="The decree was read again.",
        )  # fmt: skip

    seed()

    with eyes(SYSTEM):
        assert Limit.objects.get(pk=row.pk).amount == 9
