"""Nobody is called anything before a body has decided it: on no page, in no language, in no export.

The words stand in two files of data alone, as what a decision may say, and in texts that speak of
laws or refuse to imply. Whoever needs one elsewhere adds the place here, with the reason.
"""

import json
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
WORDS = re.compile(
    r"victim|offender|perpetrator|culprit|nạn nhân|tội phạm|thủ phạm|kẻ phạm tội|victime|"
    r"délinquant|coupable|trafiquant|buôn người",
    re.IGNORECASE,
)
DATA = {
    "seeds/protection.toml": "how a decision of a body may read",
    "seeds/procedures/protection.toml": "how a decision of a body may read, and of which law it is",
}
IN_DATA = {
    "seeds/authorities.toml": "the name of a body of the host state, as it is called",
    "seeds/incidents/2025-10-myawaddy.toml": "what a source said of how many, never of whom",
    "seeds/positions/2025-10-myawaddy.toml": "what the ministry said of all, of nobody by name",
    "seeds/list_headings.toml": "how others head the columns of their lists",
    "seeds/retention.toml": "the name of a rule for whoever was screened or decided upon",
    "seeds/procedures/document.toml": "what a law says",
    "seeds/procedures/funding.toml": "what a law says; it stands on a decision",
    **{
        f"seeds/scenario/2025-10-myawaddy/{name}.toml": "decisions of the invented course"
        for name in (
            "01-crossed-before-22-october",
            "02a-crossed-22-october-listed-by-afternoon",
            "02b-crossed-22-october-listed-by-evening",
            "03-crossed-by-22-october-known-late",
            "04-crossed-23-october",
            "05-crossed-24-25-october",
            "06-crossed-26-october-to-1-november",
        )
    },
}
IN_CATALOGUES = {
    "Found to be victims": "what a source counted, beside our own figures",
    "Referred as possible victims": "as above",
    "Whether somebody is a victim or has broken the law is for the competent authorities to decide;"
    " this paper says nothing of it.": "says that a briefing implies nothing",
}
"""Sentences of the catalogues in which such a word may stand, by their English, with the reason."""
IN_SCHEMA = {
    "DecisionResult": "how a decision of a body may read",
    "Metric": "what a source counted",
    "FigureMetric": "what a source counted",
}


def texts(folder: str, pattern: str) -> list[Path]:
    return sorted((ROOT / folder).rglob(pattern))


def test_no_template_calls_anybody_anything():
    found = [str(path.relative_to(ROOT)) for path in texts("templates", "*.html") if said_in(path)]

    assert found == []


def said_in(path: Path) -> list[str]:
    return WORDS.findall(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", ["vi", "fr"])
def test_no_sentence_of_a_catalogue_does(language):
    path = ROOT / f"cases/locale/{language}/LC_MESSAGES/django.po"
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)

    found = [
        message.id
        for message in catalogue
        if message.id
        and WORDS.search(f"{message.id} {message.string}")
        and message.id not in IN_CATALOGUES
    ]

    assert found == []


def test_only_the_data_of_decisions_does():
    files = [path for path in texts("seeds", "*.toml") if said_in(path)]

    assert {str(path.relative_to(ROOT)) for path in files} <= {*DATA, *IN_DATA}


@pytest.mark.django_db
def test_no_name_in_the_description_of_the_api_does(client):
    described = client.get("/api/schema/?format=json").json()

    schemas = described["components"]["schemas"]
    found = [
        name
        for name, schema in schemas.items()
        if WORDS.search(json.dumps({name: schema}, ensure_ascii=False)) and name not in IN_SCHEMA
    ]
    assert found == []
    assert not WORDS.search(json.dumps(described["paths"], ensure_ascii=False))


def test_no_column_and_no_code_does():
    named = [
        str(path.relative_to(ROOT))
        for path in texts("cases", "*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"(\b|_)(victim|offender|perpetrator)\w*\s*(=|:)", line)
    ]

    assert named == []
