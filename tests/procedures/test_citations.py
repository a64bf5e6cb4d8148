"""Laws in the words of the reader: what the seeds cite, and what nobody has words for."""

import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from cases.procedures.citations import cited, in_reader_language

NAMES = {"legal_basis", "law"}


def texts():
    """Return every citation of the seeds."""
    found = set()

    def walk(value):
        if isinstance(value, dict):
            found.update(
                value[name] for name in NAMES & value.keys() if isinstance(value[name], str)
            )
            for inner in value.values():
                walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    for path in Path(settings.SEEDS_DIR).rglob("*.toml"):
        if "scenario" not in path.parts:
            walk(tomllib.loads(path.read_text(encoding="utf-8")))
    return sorted(found - {""})


@pytest.mark.parametrize("language", ["vi", "fr"])
@pytest.mark.parametrize("text", texts())
def test_each_citation_of_the_seeds_has_words_in_each_language(text, language):
    with override(language):
        said = in_reader_language(text)

    assert said, text
    for english in (
        "Law ",
        "Decree",
        "Circular ",
        "Act",
        " and ",
        "art. " if language == "vi" else "s. ",
    ):
        assert english not in said, said


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Law 49/2019/QH14, art. 17, as amended by Law 23/2023/QH15"),
        ("vi", "Luật số 49/2019/QH14, Điều 17, được sửa đổi, bổ sung bởi Luật số 23/2023/QH15"),
        ("fr", "Loi 49/2019/QH14, art. 17, modifiée par loi 23/2023/QH15"),
    ],
)
def test_a_vietnamese_law_has_its_vietnamese_name(language, said):
    with override(language):
        assert cited("Law 49/2019/QH14, art. 17, as amended by Law 23/2023/QH15") == said


def test_what_nobody_has_words_for_stays_and_is_marked_as_english():
    text = "Ordinance <b>7</b>, art. 3"

    with override("vi"):
        assert cited(text) == '<span lang="en">Ordinance &lt;b&gt;7&lt;/b&gt;, art. 3</span>'
    with override("en"):
        assert cited(text) == text


def test_a_day_that_does_not_exist_stays_as_it_is():
    with override("vi"):
        assert in_reader_language("from 31 February 2026").endswith("31 February 2026")
