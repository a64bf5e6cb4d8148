"""No address holds what is known of a person: not a link, a form, a cursor, nor where one is led.

Browsers, proxies and their logs keep addresses. Names of citizens, numbers of telephones and
documents and what was written about them are sent in bodies; references and codes stand for them.
The matrix looks for the words of its own case on every page that it opens.
"""

import base64
import re
from urllib.parse import unquote

import pytest

from cases.citizens.models import Citizen
from cases.citizens.operations import (
    add_contact_point,
    add_identity_document,
    add_name,
    add_relative,
)
from cases.core.context import eyes
from tests.api.calls import caller
from tests.factories import head, headquarters
from tests.hardening.house import addresses_in
from tests.hardening.routes import every_route, one_of_each_kind, records
from tests.kept import copied, once
from tests.register import a_case, a_citizen
from tests.sweeps import shard, tried
from tests.web.session import log_in
from tests.world import references

pytestmark = pytest.mark.django_db

GET_FORM = re.compile(r"<form[^>]*method=\"?get\b.*?</form>", re.IGNORECASE | re.DOTALL)
TYPED = re.compile(r"<(?:input|textarea)\b[^>]*>", re.IGNORECASE)
NOT_TYPED = re.compile(
    r'type="(?:hidden|date|time|datetime-local|checkbox|radio|submit|month|number)"'
)
NAME, ALIAS, RELATIVE = "Qzymark Thị Dấu", "Wqzalias", "Xqzfather"
PHONE, PASSPORT = "+66 817 263 544", "C9182736"
PERSONAL = [NAME, ALIAS, RELATIVE, PHONE, PASSPORT, "qzymark", "dấu", "817263544", "817 263"]


def a_marked_case():
    actor = head()
    references()
    with eyes(actor):
        person = a_citizen(actor, full_name=NAME)
        for operation, values in (
            (add_name, {"kind": "alias", "value": ALIAS}),
            (add_contact_point, {"kind": "phone", "value": PHONE}),
            (
                add_identity_document,
                {"kind": "passport", "status": "lost", "number": PASSPORT},
            ),
            (add_relative, {"full_name": RELATIVE, "relation": "father"}),
        ):
            operation(actor, Citizen.objects.get(pk=person.pk), **values)
        return actor, a_case(actor, Citizen.objects.get(pk=person.pk))


made = once(a_marked_case)
marked = copied("made")
"""A head of mission and a case of a person with everything that is known of them."""


def told(address):
    """Return which personal words an address holds, however it is encoded."""
    seen = unquote(address.replace("+", " ").replace("&amp;", "&")).lower()
    found = [word for word in PERSONAL if word.lower() in seen]
    for part in re.findall(r"[A-Za-z0-9_-]{12,}", address):
        whole = part[: len(part) // 4 * 4]
        plain = base64.urlsafe_b64decode(whole).decode("utf-8", "ignore")
        found += [word for word in PERSONAL if word.lower() in plain.lower()]
    return found


def about(case, fill):
    own = {("cases", "reference"): case.reference, ("citizens", "uuid"): str(case.citizen.uuid)}

    def chosen(area, name):
        if name in {"pk", "object_id"}:
            return str(case.pk)
        return own.get((area, name)) or fill(area, name)

    return chosen


@pytest.mark.sweep(within=True)
def test_no_page_has_an_address_with_something_personal(marked):
    actor, case = marked
    client = log_in(caller(actor), actor)
    fill = about(case, records(actor))
    assert NAME in client.get(case.get_absolute_url()).content.decode()

    for route in tried(every_route()):
        response = client.get(route.address(fill))
        for address in addresses_in(response):
            # A number to call goes to the telephone, never to a server or a log.
            assert address.startswith("tel:") or told(address) == [], (route.pattern, address)


@pytest.mark.sweep(within=True)
def test_a_form_that_is_sent_in_the_address_takes_no_words(marked):
    _actor, case = marked
    actor = headquarters()
    client = log_in(caller(actor), actor)
    fill = about(case, records(head()))
    forms = 0

    for route in tried(one_of_each_kind()):
        text = client.get(route.address(fill)).content.decode("utf-8", "replace")
        for form in GET_FORM.findall(text):
            forms += 1
            typed = [field for field in TYPED.findall(form) if not NOT_TYPED.search(field)]
            assert typed == [], (route.pattern, typed)

    assert forms or shard() is not None


@pytest.mark.parametrize("words", [NAME, "Qzymark", ALIAS])
def test_a_search_in_the_admin_leads_to_an_address_that_tells_nothing(marked, words):
    actor, case = marked
    client = log_in(caller(actor), actor)

    for model, key in (("case", case.pk), ("citizen", case.citizen.pk)):
        home = f"/admin/cases/{model}/"
        sent = client.post(f"{home}?o=1&p=3", {"_search": "1", "q": words})
        shown = client.get(sent["Location"])
        assert sent.status_code == 302
        assert told(sent["Location"]) == []
        assert "o=1" in sent["Location"]
        assert "p=3" not in sent["Location"]
        assert f'value="{words}"' in shown.text
        is_found = words != ALIAS or model == "citizen"  # people are found by other names too
        assert (f"{home}{key}/change/" in shown.text) is is_found


def test_the_search_of_one_session_means_nothing_to_another(marked):
    actor, case = marked
    sent = log_in(caller(actor), actor).post("/admin/cases/case/", {"_search": "1", "q": NAME})

    shown = caller(actor).get(sent["Location"])

    assert "no longer known" in shown.text
    assert f"/admin/cases/case/{case.pk}/" not in shown.text


def test_a_name_in_the_address_of_a_list_finds_nothing(marked):
    actor, case = marked

    shown = caller(actor).get("/admin/cases/case/", {"q": "Qzymark"})

    assert f"/admin/cases/case/{case.pk}/" not in shown.text


def test_a_number_of_a_case_may_stand_there(marked):
    actor, case = marked

    shown = caller(actor).get("/admin/cases/case/", {"q": case.reference})

    assert f"/admin/cases/case/{case.pk}/" in shown.text


@pytest.mark.parametrize("odd", ["\x00", "a\x00", "%", "'", "\\", "x" * 5000, "\u200b", ""])
def test_an_odd_search_is_answered(marked, odd):
    client = caller(marked[0])

    for model in ("case", "citizen", "staff", "place", "mission"):
        shown = client.post(f"/admin/cases/{model}/", {"_search": "1", "q": odd}, follow=True)
        assert shown.status_code == 200


def test_the_pages_of_the_list_of_persons_are_told_apart_without_their_names(marked):
    actor, _case = marked
    with eyes(actor):
        for name in ("Qzymark An", "Qzymark Bình", "Qzymark An", "Qzymark Cúc"):
            a_citizen(actor, full_name=name)
    client = caller(actor)
    seen, address = [], "/api/v1/citizens/?limit=2"

    while address:
        answer = client.get(address).json()
        seen += [row["uuid"] for row in answer["results"]]
        back, address = answer["previous"], answer["next"]
        for link in filter(None, [back, address]):
            assert told(link) == []

    assert len(seen) == len(set(seen)) == 5
    with eyes(actor):
        in_order = Citizen.objects.visible_to(actor).order_by("sort_key", "uuid")
        assert seen == [str(row.uuid) for row in in_order]


def test_a_link_puts_no_words_into_a_form(marked):
    actor, case = marked
    client = caller(actor)

    note = client.get(f"/cases/{case.reference}/note/", {"text": "Pay him 500 USD"})
    name = client.get(
        f"/citizens/{case.citizen.uuid}/add-name/",
        {"case": case.reference, "value": "Qzymark", "kind": "alias"},
    )
    api = client.get(f"/api/v1/cases/{case.reference}/note/", {"text": "Pay him 500 USD"})

    assert "500 USD" not in note.text + api.text
    assert 'value="Qzymark"' not in name.text
