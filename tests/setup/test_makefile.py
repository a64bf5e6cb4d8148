"""The Makefile and the set-up script, run dry or with stand-ins."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from consular.env import ROOT

TARGETS = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)
FAKE_UV = """#!/bin/sh
echo "$@" >> "$LOG"
case "$1" in
    --version) echo "uv 1.0" ;;
    venv) mkdir -p .local/venv/bin; ln -sf "$REAL_PYTHON" .local/venv/bin/python ;;
    pip)
        [ "$FAIL" != pip ] || exit 1
        case "$*" in "pip sync"*development.lock) touch .local/venv/bin/pytest ;; esac ;;
esac
"""
WHOLE = ".ci/development.lock"
DEMO = "requirements.lock .ci/demo.lock"
OLD_PYTHON = "#!/bin/sh\nexit 1\n"
DEBIAN_PYTHON = """#!/bin/sh
case "$*" in
    -I*) echo "$0" ;;
    *"pip install"*)
        [ -f "$PYTHONPATH" ] || exit 1
        mkdir -p .local/uv/bin; cp programs/fetched .local/uv/bin/uv ;;
    *) exit 1 ;;
esac
"""
FAKE_APT = """#!/bin/sh
echo "apt-get $*" >> "$LOG"
case "$*" in
    *update) [ "$LISTS" = away ] && touch "${2#Dir::State=}/list" ;;
    *) [ "$LISTS" = there ] || [ -e state/list ] || exit 1; touch python3-pip-whl_1_all.deb ;;
esac
"""
FAKE_DPKG = """#!/bin/sh
mkdir -p usr/share/python-wheels && touch usr/share/python-wheels/pip-1.whl
"""


def program(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text)
    (folder / name).chmod(0o755)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with a space in its name, holding only what the set-up script reads."""
    folder = tmp_path / "my checkout"
    (folder / ".ci").mkdir(parents=True)
    shutil.copy(ROOT / ".ci" / "environment", folder / ".ci")
    for lock in {WHOLE, *DEMO.split()}:
        (folder / lock).write_text("django==6.1\n")
    return folder


def set_up(checkout: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    programs = checkout / "programs"
    program(programs, "uv", FAKE_UV)
    program(programs, "python3", OLD_PYTHON)
    base = {"PATH": f"{programs}:/usr/bin:/bin", "LOG": str(checkout / "log"), "FAIL": ""}
    return subprocess.run(
        ["/bin/sh", ".ci/environment", *arguments],
        cwd=checkout,
        env=base | {"HOME": str(checkout / "home"), "REAL_PYTHON": sys.executable} | variables,
        capture_output=True,
        text=True,
        check=False,
    )


def log_of(checkout: Path) -> str:
    return (checkout / "log").read_text()


def installed(checkout: Path) -> list[str]:
    """Return which locks each installation was told, in order."""
    return re.findall(r"^pip sync .* \.local/venv/bin/python (.*)$", log_of(checkout), re.MULTILINE)


@pytest.mark.parametrize("target", TARGETS)
def test_each_target_can_be_planned(target: str):
    planned = subprocess.run(
        ["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert planned.returncode == 0, planned.stderr


def test_help_lists_every_target_and_is_the_default():
    shown = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert {f"make {target}" for target in TARGETS} <= set(re.findall(r"make [a-z-]+", shown))
    assert {
        "demo",
        "demo-reset",
        "test",
        "quick",
        "check",
        "bench",
        "audit",
        "lock",
        "clean",
    } <= set(TARGETS)


def test_the_set_up_is_done_once(checkout: Path):
    first = set_up(checkout)
    second = set_up(checkout)

    assert first.returncode == 0, first.stderr
    assert installed(checkout) == [WHOLE]
    assert second.stderr == ""


def test_a_changed_lock_is_installed_again(checkout: Path):
    set_up(checkout)
    (checkout / WHOLE).write_text("django==6.2\n")

    set_up(checkout)

    assert installed(checkout) == [WHOLE, WHOLE]
    assert log_of(checkout).count("venv -q") == 1


def test_the_demo_alone_installs_neither_tests_nor_tools(checkout: Path):
    set_up(checkout, "demo")
    again = set_up(checkout, "demo")

    assert installed(checkout) == [DEMO]
    assert again.stderr == ""


def test_the_demo_leaves_whole_what_is_whole(checkout: Path):
    set_up(checkout, "demo")
    set_up(checkout)

    set_up(checkout, "demo")

    assert installed(checkout) == [DEMO, WHOLE]


def test_the_demo_refreshes_whole_what_was_whole(checkout: Path):
    set_up(checkout)
    (checkout / WHOLE).write_text("django==6.2\n")

    set_up(checkout, "demo")

    assert installed(checkout) == [WHOLE, WHOLE]


def test_the_locks_of_production_and_demo_follow_that_of_development(checkout: Path):
    set_up(checkout, "--lock")

    written = re.findall(r"^pip compile .*?( --upgrade.*| -c .*)$", log_of(checkout), re.MULTILINE)
    assert written == [
        f" --upgrade --group dev pyproject.toml -o {WHOLE}",
        f" -c {WHOLE} pyproject.toml -o requirements.lock",
        f" -c {WHOLE} --group demo -o .ci/demo.lock",
    ]


def test_a_failed_install_is_told_and_done_again(checkout: Path):
    failed = set_up(checkout, FAIL="pip")
    again = set_up(checkout)

    assert failed.returncode == 1
    assert "Set-up stopped: the packages" in failed.stderr
    assert again.returncode == 0


def test_an_interpreter_of_a_version_manager_is_found(checkout: Path):
    managed = checkout / "home" / ".pyenv" / "versions" / "3.13.9" / "bin"
    managed.mkdir(parents=True)
    program(managed, "python3", '#!/bin/sh\necho "$0"\n')
    script = checkout / ".ci" / "environment"
    script.write_text(re.sub(r"/usr/(local/)?bin/python3[^\s;]*", "", script.read_text()))
    for name in ("python3.12", "python3.13", "python3.14"):
        program(checkout / "programs", name, OLD_PYTHON)

    done = set_up(checkout)

    assert done.returncode == 0, done.stderr
    assert f"--python {managed}/python3 " in log_of(checkout)


def bare_debian(checkout: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Set up where the only Python has neither venv nor pip, and no uv is on the path."""
    programs = checkout / "bare"
    shown = ("cat", "chmod", "cmp", "cp", "dirname", "ln", "ls", "mkdir", "rm", "sh", "touch")
    for name, text in {
        "python3": DEBIAN_PYTHON,
        "apt-get": FAKE_APT,
        "dpkg-deb": FAKE_DPKG,
    }.items():
        program(programs, name, text)
    for name in shown:
        (programs / name).symlink_to(shutil.which(name) or "")
    program(checkout / "programs", "fetched", FAKE_UV)
    script = checkout / ".ci" / "environment"
    script.write_text(re.sub(r"/usr/(local/)?bin/python3[^\s;]*", "", script.read_text()))
    return set_up(checkout, PATH=str(programs), **variables)


@pytest.mark.parametrize("lists", ["there", "away"])
def test_a_python_without_venv_and_pip_takes_the_pip_of_debian(checkout: Path, lists):
    done = bare_debian(checkout, LISTS=lists)

    assert done.returncode == 0, done.stderr
    assert installed(checkout) == [WHOLE]
    assert ("update" in log_of(checkout)) is (lists == "away")


def test_without_any_way_to_install_it_says_what_to_install(checkout: Path):
    done = bare_debian(checkout, LISTS="nowhere")

    assert done.returncode == 1
    assert "apt-get install python3-venv" in done.stderr


def test_continuous_integration_asks_for_chromium_both_halves_and_the_types():
    script = (ROOT / ".ci" / "run").read_text()

    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    assert "CI=true" in script
    parts = ("-m mypy", "\nmake check ARGS=--without-types\nmake test\n", 'wait "$types" ||')
    places = [script.index(part) for part in parts]
    assert places == sorted(places)
