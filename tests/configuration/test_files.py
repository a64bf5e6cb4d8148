"""Files of the configuration: tried in a process of their own, then in force by one step."""

from pathlib import Path

import pytest
from django.conf import settings as house
from django.core.exceptions import ImproperlyConfigured

from cases.configuration.faults import fault_of
from cases.configuration.files import FILE_KINDS, FileKind, files_in_force
from cases.configuration.installing import own_files, plain
from cases.configuration.roles import faults_of_file, faults_of_roles, read_roles
from cases.configuration.sets import UnreadableError, is_known, packed, unpacked
from cases.core import configured
from cases.core.configured import path_of
from cases.core.context import read_context
from cases.core.roles import role_file
from cases.places.models import Province
from tests.configuration.sets import digest_in, refused, told, written

SEEDS = Path(house.SEEDS_DIR)
TERMS = "follow_up.toml"
TRIED = "cases.management.commands.configuration.try_files"
ELSEWHERE = frozenset(
    {"authorities.toml", "country_days.toml", "legal_bases.toml", "missions.toml", "places.toml"}
)
"""Entries of the register."""


@pytest.fixture
def own(tmp_path: Path, settings):
    """An installation that may have files of its own; what this process reads begins anew."""
    settings.CONFIGURATION = str(tmp_path / "own")
    configured.running.cache_clear()
    yield tmp_path / "own"
    configured.running.cache_clear()


def terms(days: int) -> dict[str, str]:
    """A set with another term of the first welfare check."""
    text = (SEEDS / TERMS).read_text(encoding="utf-8")
    return {TERMS: text.replace("days = 30", f"days = {days}")}


def begun_anew() -> str:
    """What a server that starts now reads of the first term."""
    configured.running.cache_clear()
    return path_of(TERMS).read_text(encoding="utf-8").partition("days = ")[2][:2]


@pytest.mark.django_db
def test_files_are_loaded_after_their_difference_and_count_for_whoever_starts_next(
    own, tmp_path, monkeypatch
):
    monkeypatch.setattr(TRIED, lambda _files: None)
    folder = written(tmp_path / "set", terms(45))

    shown = told("compare", folder)
    said = told("load", folder, "--expecting", digest_in(shown))

    assert "~ follow_up.toml (" in shown
    assert "    -days = 30" in shown
    assert "    +days = 45" in shown
    assert "1 files changed" in said
    assert configured.is_outdated()
    assert path_of(TERMS) == SEEDS / TERMS  # this process goes on with what it began with
    first = (own / "current").resolve()
    assert [path.name for path in first.iterdir()] == [TERMS]  # what the release has is not copied
    again = written(tmp_path / "again", terms(60))
    digest = digest_in(told("compare", again))
    said = refused(lambda: told("load", again, "--expecting", digest))
    assert said == "Other files were loaded meanwhile. Nothing was changed; compare again."
    assert begun_anew() == "45"

    # Back to the release: nothing of one's own is left, and the former folder stays as it was.
    folder = written(tmp_path / "release", {TERMS: (SEEDS / TERMS).read_text(encoding="utf-8")})
    told("load", folder, "--expecting", digest_in(told("compare", folder)))
    assert not list((own / "current").resolve().iterdir())
    assert begun_anew() == "30"
    assert "days = 45" in (first / TERMS).read_text(encoding="utf-8")


@pytest.mark.django_db
def test_files_are_tried_once_the_transaction_that_compares_them_is_over(
    own, tmp_path, monkeypatch
):
    outside, tried = read_context(), []
    monkeypatch.setattr(TRIED, lambda _files: tried.append(read_context()))
    folder = written(tmp_path / "set", terms(45))

    told("load", folder, "--expecting", digest_in(told("compare", folder)))

    assert tried == [outside, outside]


@pytest.mark.django_db
def test_a_file_that_its_reader_refuses_changes_nothing(own, tmp_path, capsys):
    bad = terms(30)[TERMS].replace('outcomes = ["handed_over", "own_means"]', "outcomes = []", 1)
    places = (SEEDS / "provinces.csv").read_text(encoding="utf-8")
    rules = (SEEDS / "tolerances.toml").read_text(encoding="utf-8")
    rules = rules.replace("margin = 3", "margin = -3")
    files = {TERMS: bad, "tolerances.toml": rules, "provinces.csv": places}
    folder = written(tmp_path / "set", files)

    for act in (("compare", folder), ("load", folder, "--expecting", "one")):
        said = refused(lambda act=act: told(*act))

        assert said == "These files cannot be used. Nothing was changed."
        assert capsys.readouterr().err.splitlines() == [
            "follow_up.toml, line 14: [[term]] day-30: named twice, or bad outcomes",
            "tolerances.toml, line 24: the part begins before it ends, and nothing is below nought",
        ]
    assert not (own / "versions").exists()


BODY = '[[rule]]\ncode = "one"\nodd = 1\n'


@pytest.mark.parametrize(
    ("text", "refusal", "words"),
    [
        (BODY, None, ""),
        (BODY + "x = \n", None, "odd/a.toml, line 4: this is not TOML"),
        (BODY, ValueError("a.toml, line 2: it ends before it begins"), "a.toml, line 2: it ends"),
        (
            BODY,
            ImproperlyConfigured("a.toml: the role x is missing"),
            "odd/a.toml, line 1: the",
        ),
        (BODY, KeyError("title"), "odd/a.toml, line 1: “title” is missing"),
        (
            BODY,
            TypeError("Rule.__init__() missing 1 required positional argument: 'title'"),
            "odd/a.toml, line 1: “title” is missing",
        ),
        (BODY, TypeError("'int' object is not iterable"), "odd/a.toml, line 1: a value is not"),
    ],
)
def test_a_fault_of_any_kind_of_file_names_file_line_and_rule(own, text, refusal, words):
    written(own / "current", {"odd/a.toml": text})

    def read():
        if refusal is not None:
            raise refusal

    said = fault_of(FileKind("any", "any", ("odd/*.toml",), read))

    assert said.startswith(words)
    assert bool(said) == bool(words)


def test_a_process_that_could_not_start_says_what_it_ended_with():
    said = "Traceback (most recent call last):\n  File x\ncases.a.FaultyTerms: a.toml:1: no\nb\n"

    assert plain(said) == "a.toml:1: no\nb"


@pytest.mark.django_db
def test_files_alone_are_loaded_under_a_digest_of_their_own(own, tmp_path, monkeypatch):
    monkeypatch.setattr(TRIED, lambda _files: None)
    provinces = {"provinces.csv": "code,name,generation,successor\nN40,Nghệ An,new,\n"}
    folder = written(tmp_path / "set", terms(45) | provinces)
    whole = digest_in(told("compare", folder))

    alone = told("compare", folder, "--files")

    assert "provinces.csv" not in alone
    assert digest_in(alone) != whole
    told("load", folder, "--files", "--expecting", digest_in(alone))
    assert begun_anew() == "45"
    assert not Province.objects.exists()


@pytest.mark.django_db
def test_without_a_directory_of_its_own_an_installation_keeps_no_files(
    tmp_path, settings, monkeypatch
):
    monkeypatch.setattr(TRIED, lambda _files: None)
    settings.CONFIGURATION = ""
    folder = written(tmp_path / "set", terms(45))
    digest = digest_in(told("compare", folder))

    said = refused(lambda: told("load", folder, "--expecting", digest))

    assert said == "Set CONFIGURATION to a directory: files are kept there."


def test_every_file_of_the_release_is_of_a_kind_or_of_the_scenario():
    inside = {
        path.relative_to(SEEDS).as_posix()
        for path in [*SEEDS.glob("*.*"), *SEEDS.glob("letters/*"), *SEEDS.glob("manifests/*")]
    }
    assert inside - set(files_in_force()) == ELSEWHERE | {"provinces.csv"}
    assert all(is_known(name) for name in inside)
    assert own_files(files_in_force()) == {}


def test_what_is_no_set_is_refused_before_it_is_unpacked():
    files = {"places.toml": b"", "letters/house.typ": b"x"}
    assert unpacked(packed(files)) == files
    assert packed(files) == packed(dict(reversed(files.items())))
    for name in ("../places.toml", "/etc/passwd", "letters/../roles.toml", "letters/a/b.typ"):
        with pytest.raises(UnreadableError, match="is no file of a configuration"):
            unpacked(packed({name: b""}))
    for content in (b"", b"PK\x03\x04", packed(files)[:-30]):
        with pytest.raises(UnreadableError):
            unpacked(content)
    with pytest.raises(UnreadableError, match="larger than 2 MB"):
        unpacked(packed({"places.toml": b"\0" * 5_000_001}))


def test_roles_that_do_not_hold_together_are_not_taken(monkeypatch):
    assert read_roles() == role_file()
    roles = {name: dict(row) for name, row in role_file()["role"].items()}
    del roles["auditor"]
    roles["administrator"] |= {"operations": ["account.own"]}
    roles["spokesperson"] |= {"sees": ["people"], "second_factor": False, "extra": 1}
    roles["api_client"] |= {"operations": ["case.invented"], "groups": ["gossip"]}
    roles["nobody"] = {"operations": []}

    said = "; ".join(faults_of_roles(roles))

    for words in (
        "the role auditor is missing",
        "there is no role nobody",
        "administrator needs posting.manage",
        "spokesperson sees people and needs a second factor",
        "spokesperson says what there is not: extra",
        "api_client may what there is not: case.invented",
        "api_client reads what there is not: gossip",
    ):
        assert words in said
    assert "nobody may posting.manage" in faults_of_file({"role": roles})
    monkeypatch.setattr("cases.configuration.roles.role_file", lambda: {"role": roles, "odd": 1})
    with pytest.raises(ImproperlyConfigured, match="odd is not known here"):
        read_roles()


def test_every_kind_of_file_is_read_by_somebody():
    for kind in FILE_KINDS:
        assert kind.read()
