"""Each kind of sentence, over told, ranged and untold numbers, in three languages."""

import ast
import re

import pytest
from django.utils import translation

from cases.briefings.composing import others, sentences, tables
from tests.briefings.sentences import LANGUAGES, composed

TABLES = ("of_tables", "annex")
"""What a table prints: no sentences."""
FRENCH_SPACES = r"(?<!\u202f)[;!?»]|«(?!\u202f)|(?<!\u202f):(?![/\d])"
UNTOLD = ("not told", "không công bố", "không được công bố", "communiqué")
NUMBERS = re.compile(r"\b(70|119|128|11)\b")
DOUBLED = re.compile(r"\b([^\W\d]+) \1\b", re.IGNORECASE)
DISAGREEING = (
    r"\b1 (citizens|ressortissants|personnes|people|days|men|women)\b",
    r"\b1 (citizen|person) (were|have)\b",
    r"\b1 (ressortissant|personne) (étaient|avaient|se trouvaient)\b",
    r"\b([02-9]|\d\d+) (citizen|ressortissant|man|woman|day)\b",
    r"\b([02-9]|\d\d+) (citizens|people) was\b",
    r"\b([2-9]|\d\d+) ressortissants (était|avait|se trouvait)\b",
)


@pytest.fixture(scope="module")
def table():
    return list(composed())


def lines(table, *without):
    return [
        (kind, name, language, text)
        for kind, name, words in table
        if kind not in without
        for language, text in words.items()
        if text
    ]


def test_is_said_in_three_languages_or_in_none(table):
    for _kind, name, words in table:
        assert set(words) == set(LANGUAGES)
        assert len({bool(text) for text in words.values()}) == 1, name


def test_is_a_whole_sentence_without_a_word_twice(table):
    for kind, name, language, text in lines(table, *TABLES):
        where = (kind, name, language, text)
        assert text[0].isupper() or text[0].isdigit(), where
        assert text.endswith("."), where
        assert "%(" not in text, where
        assert "  " not in text, where
        assert not DOUBLED.search(text), where


def test_agrees_in_number(table):
    for where in lines(table):
        assert not [one for one in DISAGREEING if re.search(one, where[3])], where


def test_french_marks_stand_behind_narrow_spaces_that_do_not_break(table):
    for where in lines(table):
        assert where[2] != "fr" or not re.search(FRENCH_SPACES, where[3]), where


def test_tells_no_nought_in_a_table(table):
    for kind, name, language, text in lines(table):
        if kind == "annex" and name.endswith((" hidden", " untold", " few")):
            assert not re.search(r"\| 0\b", text), (name, language, text)


def test_says_that_something_is_not_told_of_the_first_number_alone(table):
    for kind, name, language, text in lines(table, *TABLES, "notes_of"):
        is_said = any(words in text for words in UNTOLD)
        assert is_said == (kind == "leads" and name.endswith("untold")), (name, language, text)


def test_tells_no_number_that_is_not_told(table):
    told = lines(table, *TABLES, "leads", "of_the_past", "notes_of")
    silent = [
        row
        for row in told
        if (name := row[1]).endswith((" hidden", " untold")) and not name.startswith("asked")
    ]
    assert [row for row in silent if NUMBERS.search(row[3])] == []
    assert [row for row in told if row[1].startswith(("asked hidden", "asked untold"))] == []


def test_every_sentence_of_the_code_is_in_the_table(table):
    missing = [
        words
        for module in (sentences, others, tables)
        for words in messages(module.__file__)
        if not any(is_said(words, language, text) for _kind, _name, language, text in lines(table))
    ]

    assert missing == []


def messages(file):
    """Yield the words that a module translates, without those of a context."""
    with open(file, encoding="utf-8") as source:
        tree = ast.parse(source.read())
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"_", "ngettext"}:
            for one in node.args:
                if isinstance(one, ast.Constant) and isinstance(one.value, str):
                    yield one.value


def is_said(words, language, text):
    """Whether a text says words; what stands for words of another language is never English."""
    if language == "en":
        return pattern(words).search(text)
    return "of the entry" in words and pattern(in_language(words, language)).search(text)


def in_language(words, language):
    with translation.override(language):
        return translation.gettext(words)


def pattern(words):
    """The words with anything in place of what is filled in."""
    parts = re.split(r"%\(\w+\)s", words)
    return re.compile(".+".join(re.escape(part) for part in parts), re.IGNORECASE)
