"""Pages hold no text outside the translation tags, and show names as they are."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.template.base import Lexer, Token, TokenType
from django.urls import reverse

from cases.core.context import eyes
from tests.factories import officer
from tests.register import a_case, a_citizen
from tests.web.session import log_in

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
ALLOWED = {
    "2025-10-myawaddy",  # a code, shown as an example of one
    "true,false",  # the values of an attribute of HTML
}
ATTRIBUTES = re.compile(
    r"block (?:nav_\w+|bodyclass|coltype|enctype)\b"
)  # stand within a tag of HTML
SPOKEN = {"alt", "aria-description", "aria-label", "data-copied", "data-label", "label"}
SPOKEN |= {"placeholder", "title"}
SAID_BY_ARGUMENT = re.compile(
    r"\b(?:title|text|lead|label|help|count|submit|caption|eyeline|\w+_label)=(['\"])(.*?)\1"
)
SAID_BY_FILTER = re.compile(r"\|(?:default|default_if_none|yesno|pluralize|add):(['\"])(.*?)\1")
TRANSLATED_DATA = re.compile(r"^(?:trans|translate)\s+[^'\"]")
LETTERS = re.compile(r"[^\W\d_]{2,}")


class Page(HTMLParser):
    """Collects the text a reader sees or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        spoken = SPOKEN | ({"value"} if ("type", "submit") in attrs else set())
        self.said += [value for name, value in attrs if name in spoken and value]


def said_by_tags(token: Token) -> list[str]:
    """Text that stands within template tags, outside the ones that translate."""
    found = [text for _quote, text in SAID_BY_FILTER.findall(token.contents)]
    if token.token_type == TokenType.BLOCK and token.contents.startswith("include "):
        found += [text for _quote, text in SAID_BY_ARGUMENT.findall(token.contents)]
    if token.token_type == TokenType.BLOCK and TRANSLATED_DATA.match(token.contents):
        found.append(token.contents)
    return found


def bare_text(source: str) -> list[str]:
    """Whatever a template says in one language only."""
    page, said, until = Page(), [], ""
    for token in Lexer(source).tokenize():
        word = token.contents.split(" ")[0] if token.token_type == TokenType.BLOCK else ""
        if until:
            until = "" if word == until else until
        elif word in {"comment", "blocktranslate"} or ATTRIBUTES.match(token.contents):
            until = f"end{word}"
        elif token.token_type == TokenType.TEXT:
            page.feed(token.contents)
        else:
            said += said_by_tags(token)
    page.close()
    words = (text.strip() for text in [*page.said, *said])
    return [text for text in words if LETTERS.search(text) and text not in ALLOWED]


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_a_template_says_nothing_outside_the_translation_tags(file: Path):
    assert bare_text(file.read_text()) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Hello</p>",
        '<a title="Hello" href="/">{{ name }}</a>',
        '<input type="submit" value="Save">',
        '{% include "x.html" with title="Hello there" %}',
        '{{ name|default:"nobody" }}',
        "{% translate name %}",
    ],
)
def test_the_scanner_finds_text_that_was_forgotten(source):
    assert bare_text(source) != []


def test_the_scanner_accepts_translated_text():
    source = (
        '{% comment %}Hello{% endcomment %}<p class="lead">{% translate "Hello" %} · {{ name }}</p>'
        "{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}"
        '<a aria-label="{% translate \'Main\' %}" href="/">›</a>'
    )

    assert bare_text(source) == []


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("vi", "Đăng nhập"), ("fr", "Se connecter")])
def test_the_login_page_speaks_the_language_asked_for(client, language, words):
    page = client.get(reverse("login"), headers={"accept-language": language}).text

    assert f'<html lang="{language}">' in page
    assert words in page
    assert "Log in" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"), [("vi", ("Sổ đăng ký", "Hồ sơ")), ("fr", ("Registre", "Dossiers"))]
)
def test_the_admin_speaks_the_language_asked_for(client, language, words):
    log_in(client, officer())

    page = client.get(reverse("admin:index"), headers={"accept-language": language}).text

    assert f'<html lang="{language}"' in page
    assert all(word in page for word in words)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["vi", "fr"])
def test_names_stay_as_they_are_in_every_language(client, language):
    with eyes(officer()) as actor:
        case = a_case(actor, a_citizen(actor, full_name="Open"))
    log_in(client, actor)

    page = client.get(case.get_absolute_url(), headers={"accept-language": language}).text

    assert "<h1>Open</h1>" in page
