"""What every test stands on; the mode is set before anything reads the environment."""

import gc
import logging
import os

os.environ.setdefault("CONSULAR_MODE", "test")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "consular.settings")

from collections.abc import Iterator

import hypothesis
import pytest
from django.utils import translation

from consular.env import LOCAL

pytest_plugins = [
    "tests.catalogues",
    "tests.closing",
    "tests.codes",
    "tests.conditions",
    "tests.database",
    "tests.durations",
    "tests.fixtures",
    "tests.fuzz.counted",
    "tests.browser",
    "tests.logins",
    "tests.processes",
    "tests.scenario",
    "tests.site",
    "tests.sweeps",
    "tests.evidence",
    "tests.worlds",
]

hypothesis.configuration.set_hypothesis_home_dir(str(LOCAL / "hypothesis"))
hypothesis.settings.register_profile("suite", deadline=None, max_examples=50)
hypothesis.settings.register_profile("audit", deadline=None, max_examples=2000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Django and thousands of tests stay to the end: no search for garbage goes through them."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins in English, whatever language a page of the test before ended in."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def heard(request: pytest.FixtureRequest) -> None:
    """Every test is heard, whoever was told to be quiet before; a file that stays quiet is not."""
    if "planted" not in request.fixturenames:
        logging.disable(logging.NOTSET)
