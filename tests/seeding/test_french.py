"""Seeds say in French what they say, with the spaces that the French print."""

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

READ_ONLY = {"answers.toml", "list_headings.toml"}
"""Words that are looked for in what others sent, as they wrote them."""


def french_in(value: Any, *, is_french: bool = False) -> Iterator[str]:
    """Yield the texts under keys that name French."""
    if isinstance(value, str) and is_french:
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from french_in(inner, is_french=is_french or key == "fr" or key.endswith("_fr"))
    elif isinstance(value, list):
        for inner in value:
            yield from french_in(inner, is_french=is_french)


def french_texts() -> list[str]:
    """Return every French text of the seeds."""
    files = sorted((settings.BASE_DIR / "seeds").rglob("*.toml"))
    return [
        text
        for file in files
        if file.name not in READ_ONLY
        for text in french_in(tomllib.loads(file.read_text(encoding="utf-8")))
    ]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (r"'", "a straight apostrophe"),
        (r"«(?!\u202f)|(?<!\u202f)»", "no narrow space within the quotation marks"),
        (r"(?<!\u202f)[:;!?](?=\s|$)", "no narrow space before the mark"),
    ],
)
def test_french_of_the_seeds_is_written_as_the_french_print_it(written, fault):
    texts = french_texts()

    assert len(texts) > 500
    assert [text for text in texts if re.search(written, text)] == [], fault
