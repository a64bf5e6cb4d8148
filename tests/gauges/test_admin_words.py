"""The admin says things in words: no code, moment, digest or structure of the tables is shown.

Every table of the demonstration is opened by who sees it, the list and some records. The codes are
those of the columns with choices and of the reference tables; a record of reference data shows its
own code, by which it is corrected.
"""

import re
from functools import cache
from html import unescape

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cases.core.conditions import CONDITIONS
from cases.core.registry import DECLARED
from cases.incidents.models import Incident
from cases.missions.models import Authority, Staff
from cases.places.models import Place
from cases.procedures.choices import Currency
from cases.procedures.models import Limit, Playbook, PlaybookStep, Procedure
from tests.sweeps import shard, tried

pytestmark = [
    *(pytest.mark.slow, pytest.mark.sweep(within=True)),
    *(pytest.mark.django_db, pytest.mark.usefixtures("scenario")),
]

TABLES = sorted(admin.site._registry, key=lambda model: model.__name__)
READERS = ("hq.lead", "hq.admin", "bangkok.head")
LANGUAGES = ("vi", "fr", "en")
COLUMN = re.compile(r'<t[dh] class="field-([\w-]+)[^"]*"[^>]*>(.*?)</t[dh]>', re.S)
FACT = re.compile(
    r'field-([\w-]+)(?:(?!field-).)*?<div class="readonly">(.*?)</div>',
    re.S,
)
TITLE = re.compile(r'aria-current="page">(.*?)</li>', re.S)
RAW = re.compile(
    r"\d{4}-\d\d-\d\d(?:T|\b(?!-))|[0-9a-f]{32,}|\bNone\b|\bTrue\b|\bFalse\b|^\s*[\[{].*[\]}]\s*$"
    r"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-|gettext|<cases|\b\d{4,}[.,]\d\d\b|\b\d{5,}\W{1,6}[A-Z]{3}\b",
    re.S,
)
"""A moment or day of a machine, a digest, a value of the programs' language, a structure, a sum."""
OWN_CODES = {"code", "public_reference", "reference", "source", "traceback", "about"}
"""Columns that say by what a record is known outside, or cite; a source gives its day so."""
WRITTEN = {"value", "title", "sort", "version"}


@cache
@translation.override("en")
def codes():
    """The codes that no reader is shown alone, where a word of the language is not the same."""
    found, words = set(DECLARED) | set(CONDITIONS), set()
    for model in apps.get_app_config("cases").get_models():
        for field in model._meta.fields:
            inner = field.base_field if isinstance(field, ArrayField) else field
            for code, label in inner.flatchoices or []:
                found.add(str(code))
                words.add(str(label))
    for model in (Place, Authority, Procedure, Limit, Playbook, PlaybookStep, Incident):
        found |= set(model.objects.values_list("code", flat=True))
    # Amounts are printed with the codes of their currencies; some codes are a word of the page.
    found -= set(Currency.values) | words
    return {code for code in found if code and not code.isdigit()}


def text_of(markup):
    return unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<br ?/?>", "\n", markup))).strip()


def raw_in(name, markup):
    """What stands in a cell as the tables keep it; empty where it is said in words."""
    words = text_of(markup)
    if name.replace("-", "_") in OWN_CODES | WRITTEN or name.startswith("title_"):
        return ""
    pieces = {piece.strip() for piece in re.split(r"[\n;,|]| · ", words)}
    # Behind a colon a word of the language may stand in small letters: "Passport: refused".
    named = {piece.strip() for piece in words.split(": ")[1:] if re.search("[-_]", piece)}
    found = (pieces | named) & codes()
    return " ".join(sorted(found)) or (words[:80] if RAW.search(words) else "")


class Walk:
    """A reader who opens every table."""

    def __init__(self, username, language):
        self.client = Client(headers={"accept-language": language})
        self.client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        self.client.force_login(Staff.objects.get(username=username))
        self.raw, self.opened = {}, 0

    def judge(self, model, cells):
        for name, markup in cells:
            if found := raw_in(name, markup):
                self.raw.setdefault(f"{model.__name__}.{name}", found)

    def table(self, model):
        home = reverse(f"admin:cases_{model._meta.model_name}_changelist")
        listed = self.client.get(home)
        if listed.status_code != 200:
            return
        self.opened += 1
        self.judge(model, COLUMN.findall(listed.text))
        links = dict.fromkeys(re.findall(rf'href="({re.escape(home)}[^"/]+/change/)', listed.text))
        for link in [*links][:2]:
            shown = self.client.get(link)
            assert shown.status_code == 200, link
            self.judge(model, FACT.findall(shown.text))
            self.judge(model, [("name", TITLE.findall(shown.text)[-1])])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("username", READERS)
def test_nothing_stands_in_the_admin_as_the_tables_keep_it(username, language):
    walk = Walk(username, language)
    for model in tried(TABLES):
        walk.table(model)

    assert walk.raw == {}
    assert walk.opened > 10 or shard() is not None
