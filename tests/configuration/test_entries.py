"""Entries of the configuration: written, compared, loaded after their difference was shown."""

import pytest
from django.db import transaction

from cases.configuration import loading
from cases.configuration.exporting import exported_entries
from cases.configuration.registry import KINDS
from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.core.models import AuditEntry
from cases.core.registry import DECLARED
from cases.missions.models import OfficeClosure
from cases.places.models import Place
from cases.places.putting import PutForm
from cases.procedures.models import LegalBasis, Limit, Playbook
from tests.configuration.sets import ENTRIES, MISSIONS, digest_in, load, refused, told, written
from tests.factories import IncidentFactory, MissionFactory

pytestmark = pytest.mark.django_db
OTHERWISE = "The difference is another one"


def entries() -> dict[str, str]:
    """What is written of the entries in force."""
    with eyes(SYSTEM):
        stored = {kind: kind.stored(SYSTEM) for kind in KINDS}
    return {name: text.decode() for name, text in exported_entries(stored).items()}


def test_a_set_is_loaded_into_an_empty_register_and_written_again_letter_by_letter(tmp_path):
    said = load(written(tmp_path, ENTRIES))

    assert "14 entries written." in said
    assert entries() == ENTRIES
    assert "Nothing differs." in told("compare", tmp_path)


def test_what_is_exported_moves_to_an_empty_register_byte_by_byte(tmp_path):
    away = transaction.savepoint_create()
    load(written(tmp_path / "first", ENTRIES))
    told("export", tmp_path / "moved.zip")
    told("export", tmp_path / "folder")
    before = entries()
    transaction.savepoint_rollback(away)
    assert not Place.objects.exists()

    load(tmp_path / "moved.zip")

    assert entries() == before
    told("export", tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (tmp_path / "moved.zip").read_bytes()
    assert "Nothing differs." in told("compare", tmp_path / "folder")


def test_a_difference_names_each_value_and_what_is_here_alone(tmp_path):
    load(written(tmp_path, ENTRIES))
    MissionFactory(code="RGN")
    places = ENTRIES["places.toml"].replace('name_vi = "Bãi cạn"\n', "").replace("2000", "500")
    way = ENTRIES["playbooks/way.toml"].replace('"ready"', '"departed"')
    changed = written(tmp_path, {"places.toml": places, "playbooks/way.toml": way})

    written(tmp_path, {"place.toml": "", "notes/remarks.txt": ""})

    said = told("compare", changed)

    assert "places.toml, place: 2 in the set, 1 new or changed, 0 only here" in said
    assert "left alone: 2 (notes/remarks.txt, place.toml)" in said
    assert "      accuracy_m: 2000 → 500" in said
    assert "      name_vi: Bãi cạn → –" in said
    assert "      gate ready: ask → –" in said
    assert "missions.toml, mission: 1 in the set, 0 new or changed, 1 only here" in said


def test_what_is_here_alone_and_what_the_set_leaves_out_stays(tmp_path):
    load(written(tmp_path / "first", ENTRIES))
    MissionFactory(code="RGN")

    load(written(tmp_path / "second", {"missions.toml": MISSIONS.replace("Embassy in", "To")}))

    kept = entries()
    assert 'name = "To Bangkok"' in kept["missions.toml"]
    assert 'code = "RGN"' in kept["missions.toml"]
    assert kept["places.toml"] == ENTRIES["places.toml"]


def test_what_changed_since_it_was_shown_is_not_loaded(tmp_path):
    digest = digest_in(told("compare", written(tmp_path, ENTRIES)))
    with eyes(SYSTEM):
        put = DECLARED["put_authority"].operation
        put(SYSTEM, code="police", name="Here already", country="TH", kind="police")
    before = entries()

    assert OTHERWISE in refused(lambda: told("load", tmp_path, "--expecting", digest))

    assert entries() == before
    again = written(tmp_path, {"places.toml": ENTRIES["places.toml"].replace("98.5", "98.6")})
    digest = digest_in(told("compare", again))
    written(tmp_path, {"places.toml": ENTRIES["places.toml"].replace("98.5", "98.7")})
    assert OTHERWISE in refused(lambda: told("load", tmp_path, "--expecting", digest))
    assert entries() == before


def test_a_set_that_would_still_write_something_afterwards_is_not_loaded(tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "carry_out", lambda *arguments: None)

    assert OTHERWISE in refused(lambda: load(written(tmp_path, ENTRIES)))


def test_the_default_basis_a_former_limit_and_a_closure_give_way_in_the_right_order(tmp_path):
    load(written(tmp_path, ENTRIES))
    flags = "verified = false\nneeds_statement = false\nis_default = "
    another, rest = ENTRIES["legal_bases.toml"].split("\n\n")
    bases = another[: another.index("verified")] + flags + "true\n\n"
    bases += rest[: rest.index("verified")] + flags + "false\n"
    days = ENTRIES["calendars.toml"].replace("2026-03-10", "2026-03-12")
    limits = ENTRIES["procedures/limits.toml"].replace("2025-12-31", "2025-06-30")
    another = limits[limits.rindex("[[limit]]") :].replace("2026-01-01", "2025-07-01")
    limits += "\n" + another + 'valid_until = "2025-12-31"\n'

    load(
        written(
            tmp_path,
            {"legal_bases.toml": bases, "procedures/limits.toml": limits, "calendars.toml": days},
        )
    )

    assert LegalBasis.objects.get(is_default=True).code == "another"
    assert Limit.objects.filter(code="reply").count() == 3
    withdrawn = OfficeClosure.objects.exclude(withdrawn_at=None).get()
    assert withdrawn.withdraw_reason == "Replaced by a loaded configuration."
    assert "Nothing differs." in told("compare", tmp_path)


@pytest.mark.parametrize(
    "fault",
    [
        ("places.toml", '"ford"\ncountry', '"cave"\ncountry', 14, "is not one of the choices"),
        ("places.toml", 'opposite = "ford"', 'opposite = "sea"', 7, 'names no place: "sea"'),
        ("places.toml", "accuracy_m", "accuracy", 18, "accuracy is not known here"),
        ("playbooks/way.toml", '"asked"', '"never"', 9, "never"),
        ("calendars.toml", '"BKK"\nkind', '"XXX"\nkind', 7, 'names no mission: "XXX"'),
        ("procedures/identity.toml", '"choice"', '"colour"', 9, ""),
        ("missions.toml", '"BKK"', '"BK', 2, "TOML"),
    ],
)
def test_a_fault_is_told_with_its_line_and_nothing_changes(tmp_path, capsys, fault):
    name, was, becomes, line, why = fault
    text = ENTRIES[name].replace(was, becomes, 1)
    assert text != ENTRIES[name]
    written(tmp_path, {**ENTRIES, name: text})

    assert "faulty" in refused(lambda: told("compare", tmp_path))

    said = capsys.readouterr().err
    assert f"{name}:{line}: " in said
    assert why in said
    assert not Place.objects.exists()


def test_a_rule_that_refuses_one_entry_undoes_all(tmp_path, capsys):
    # The form takes it, the rule of the operation does not: both lie in one country.
    both = ENTRIES["places.toml"].replace('country = "MM"', 'country = "TH"')
    written(tmp_path, {**ENTRIES, "places.toml": both})

    assert "Nothing was changed" in refused(lambda: load(tmp_path))

    assert "places.toml:" in capsys.readouterr().err
    assert not Place.objects.exists()
    assert not AuditEntry.objects.filter(outcome="done").exclude(operation__startswith="e").exists()


def test_a_draft_that_staff_are_writing_stands_in_the_way(tmp_path, capsys):
    load(written(tmp_path, ENTRIES))
    with eyes(SYSTEM):
        DECLARED["copy_playbook"].operation(SYSTEM, Playbook.objects.get(code="way"))
    written(tmp_path, {"playbooks/way.toml": ENTRIES["playbooks/way.toml"].replace("A way", "B")})

    refused(lambda: told("compare", tmp_path))

    assert '"way" has a draft in the register' in capsys.readouterr().err


def test_loading_is_on_record_as_one_act_beside_each_operation(tmp_path):
    load(written(tmp_path, {"provinces.csv": ENTRIES["provinces.csv"]}))

    with eyes(SYSTEM):
        rows = list(AuditEntry.objects.order_by("pk").values_list("operation", "fields"))
    assert [row[0] for row in rows] == ["put_province", "put_province", "load_configuration"]
    assert rows[-1][1] == ["province"]


def test_an_incident_that_is_not_there_is_named(tmp_path, capsys):
    way = ENTRIES["playbooks/way.toml"].replace(
        "\n\n[[step]]", '\nincidents = ["2025-10-myawaddy"]\n\n[[step]]', 1
    )
    written(tmp_path, {**ENTRIES, "playbooks/way.toml": way})

    refused(lambda: told("compare", tmp_path))
    assert "2025-10-myawaddy" in capsys.readouterr().err

    IncidentFactory(code="2025-10-myawaddy")
    assert "14 entries written." in load(tmp_path)


def test_whatever_is_put_in_by_a_code_moves_along_or_is_told_not_to():
    put = {name for name, row in DECLARED.items() if issubclass(row.form, PutForm)}

    # Accounts are given by administrators; an incident, and what is reported of it, is no set-up.
    moved = {kind.operation for kind in KINDS}
    assert put - moved == {"put_incident", "put_staff", "report_figure"}
