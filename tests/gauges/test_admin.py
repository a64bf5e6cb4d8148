"""Every table of the admin: nothing is added or deleted, filters work, pages are light and safe.

What follows from the declaration is asked of all tables at once. Pages are opened for all of them
too: the list, a record, its history, how it is made and corrected, one of its acts, by everybody
who comes in; in the audit all acts.
"""

import re
from html import unescape
from os.path import dirname, join, normpath
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib import admin
from django.contrib.admin.filters import FieldListFilter
from django.contrib.staticfiles import finders
from django.db.models import CharField, TextField
from django.test import Client, RequestFactory
from django.urls import reverse

from cases.casework.admin import CaseAdmin
from cases.core.admin import ShownAdmin
from cases.core.roles import REFERENCE
from cases.missions.models import Mission, Staff
from tests.database import kept_for_the_file
from tests.gauges.test_html import faults_of
from tests.gauges.test_weight import KB, files_of, travelling, weight
from tests.journeys.places import a_place_of_work
from tests.sweeps import IS_AUDIT, is_tried, shard
from tests.world_retention import lead

pytestmark = pytest.mark.django_db

COLD = 150 * KB
REFUSED = re.compile(
    r"<[a-z][^>]*\s(?:style|on[a-z]+)\s*=|<style|<script(?![^>]*\ssrc=)(?![^>]*application/json)"
)
"""What `script-src 'self'` and `style-src 'self'` do not let work."""
TABLES = sorted(admin.site._registry.items(), key=lambda pair: pair[0].__name__)
FETCHED = re.compile(r"url\([\"']?([^\"')]+)")
ACTS = re.compile(r'href="([^"]+/act/[^"]+)"')
HISTORY = re.compile(r'href="(/admin/cases/[^"]+/history/)"')
READERS = ("lead", "administrator", "auditor", "head")


def page(model, view, *args):
    return reverse(f"admin:cases_{model._meta.model_name}_{view}", args=args)


@pytest.fixture
def request_of_lead():
    """A request of somebody who sees everything."""
    request = RequestFactory().get("/admin/")
    actor = lead()
    request.actor, request.user = actor, Staff.objects.get(pk=actor.staff_id)
    request.resolver_match = SimpleNamespace(url_name="")
    return request


def test_no_table_lets_add_change_or_delete(request_of_lead):
    lets = [
        model.__name__
        for model, shown in TABLES
        if not isinstance(shown, ShownAdmin)
        or shown.has_add_permission(request_of_lead)
        or shown.has_change_permission(request_of_lead)
        or shown.has_delete_permission(request_of_lead)
        or "delete_selected" in shown.get_actions(request_of_lead)
        or shown.get_inline_instances(request_of_lead)
        or shown.list_editable
    ]

    assert len(TABLES) > 100
    assert lets == []


def filters_of(request):
    """Each filter by a column of each table, with what its links ask."""
    for model, shown in TABLES:
        for column in shown.get_list_filter(request):
            if isinstance(column, str):
                field = model._meta.get_field(column)
                made = FieldListFilter.create(field, request, {}, model, shown, field_path=column)
                yield model, shown, field, made


def test_every_filter_that_is_offered_may_be_asked(request_of_lead):
    refused = [
        (model.__name__, asked)
        for model, shown, _field, made in filters_of(request_of_lead)
        for asked in made.expected_parameters()
        if not shown.lookup_allowed(asked, "1", request_of_lead)
    ]

    assert refused == []


def test_what_can_be_done_is_asked_where_the_api_asks_it():
    """A table that worked it out by itself would offer what is refused, or the other way round.

    One that nothing acts on may lead to where its rows are made.
    """
    own = [
        model.__name__
        for model, shown in TABLES
        if (type(shown).buttons is not ShownAdmin.buttons and shown.resource)
        or type(shown).possible not in {ShownAdmin.possible, CaseAdmin.possible}
    ]

    assert own == []


def test_a_filter_by_words_offers_a_closed_set_in_the_words_of_the_reader(request_of_lead):
    """One of any text would offer what the table keeps, looked for in all its rows."""
    loose = [
        (model.__name__, field.name)
        for model, _shown, field, _made in filters_of(request_of_lead)
        if isinstance(field, CharField | TextField) and not field.flatchoices
    ]

    assert loose == []


def is_of_somebody(model):
    """Whether a row of the table says whose work it is; the catalogue says nothing of anybody."""
    return model in {Mission, Staff} or admin.site._registry[model].sees != REFERENCE


def test_no_filter_of_people_names_other_missions_or_their_staff(request_of_lead):
    """Missions are no secret, but whose cases, lists and journeys there are is."""
    named = [
        (model.__name__, field.name)
        for model, shown, field, _made in filters_of(request_of_lead)
        if shown.sees != REFERENCE and field.is_relation and is_of_somebody(field.related_model)
    ]

    assert named == []


def fetched_by(file):
    """The pictures and faces that a style sheet names."""
    if not file.endswith(".css"):
        return set()
    text = Path(finders.find(file)).read_text(encoding="utf-8")
    named = {row for row in FETCHED.findall(text) if not row.startswith(("data:", "#", "http"))}
    return {normpath(join(dirname(file), row.partition("#")[0])) for row in named}


class Walk:
    """A reader who goes through the admin, and what is wrong on the way."""

    def __init__(self, actor):
        self.wrong, self.files, self.opened, self.without = {}, {}, 0, []
        self.client = Client()
        self.client.force_login(Staff.objects.get(pk=actor.staff_id))

    def look(self, address):
        """Open a page and judge it; its text, empty where it is not for this reader."""
        answer = self.client.get(address)
        if answer.status_code == 200:
            self.opened += 1
            self.judge(address, answer)
            return answer.text
        if answer.status_code not in {403, 302}:
            self.wrong[address] = answer.status_code
        return ""

    def judge(self, address, answer):
        """Note what is wrong with a page."""
        found = [*faults_of(answer.content), *REFUSED.findall(answer.text)]
        if "script-src 'self'" not in answer["Content-Security-Policy"]:
            found.append("no policy")
        cold = travelling(answer.content) + sum(map(self.weight, files_of(answer.content)))
        if cold > COLD:
            found.append(f"{cold} bytes")
        if found:
            self.wrong[address] = found

    def acts(self, text):
        """Look at the forms to which a page leads: at one of them, in the audit at all."""
        for act in ACTS.findall(text)[: None if IS_AUDIT else 1]:
            self.look(unescape(act))

    def weight(self, file):
        """What a file weighs with all that a style sheet may fetch, measured once."""
        if file not in self.files:
            self.files[file] = weight(file) + sum(map(weight, fetched_by(file)))
        return self.files[file]

    def table(self, model):
        """Look at a list, a record, its history and its acts; try what must not work."""
        home = page(model, "changelist")
        text = self.look(home)
        row = re.search(rf'href="({re.escape(home)}[^"/]+/change/)', text)
        self.acts(text)
        if not row:
            self.without += [model.__name__] if text else []
            return
        text = self.look(row[1])
        self.acts(text)
        for history in HISTORY.findall(text):
            self.look(history)
        for sent_to in (row[1], row[1].replace("/change/", "/delete/")):
            refused = self.client.post(sent_to, {"post": "yes", "name": "x"}).status_code
            if refused != 403:
                self.wrong[sent_to] = refused


@pytest.fixture(scope="module")
def work(django_db_setup, django_db_blocker):
    """A world in which most tables have a row, once for the file."""
    with kept_for_the_file(django_db_blocker):
        with django_db_blocker.unblock():
            made = a_place_of_work()
        yield made


@pytest.mark.slow
@pytest.mark.sweep(within=True)
@pytest.mark.parametrize("who", READERS)
def test_pages_are_light_safe_and_read_only(work, who):
    walk = Walk(work.actors[who])
    walk.look(reverse("admin:index"))
    walk.look("/admin/cases/")
    for model, _shown in TABLES:
        if is_tried(model.__name__):
            walk.table(model)

    assert walk.opened >= (1 if shard() is not None else {"lead": 250}.get(who, 20))
    assert len(walk.without) <= 36, walk.without
    assert walk.wrong == {}


@pytest.mark.slow
def test_what_was_searched_and_acts_on_many_are_light_and_safe(work):
    walk = Walk(work.actors["head"])
    home = reverse("admin:cases_case_changelist")

    searched = walk.client.post(home, {"_search": "1", "q": "Nguyễn"})
    asked = walk.client.post(home, {"action": "hold_case", "_selected_action": [work.case.pk]})
    walk.look(searched["Location"])
    walk.judge("many", asked)

    assert walk.opened == 1
    assert 'name="reason"' in asked.text
    assert walk.wrong == {}
