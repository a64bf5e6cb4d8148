"""Every main page passes axe (WCAG 2.2 AA).

Light, wide, English; dark, on a phone, Vietnamese; light, on a phone, French.
"""

from datetime import date
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from cases.core.actor import SYSTEM
from cases.core.context import eyes
from cases.intake.operations import register_another
from cases.missions.models import Staff
from tests.factories import officer
from tests.incidents.orders import a_directive
from tests.procedures.playbooks import CHAIN, published
from tests.world import case_with_crossing, references

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
VARIANTS = [
    {"viewport": {"width": 1366, "height": 900}, "color_scheme": "light", "language": "en"},
    {"viewport": {"width": 360, "height": 800}, "color_scheme": "dark", "language": "vi"},
    {"viewport": {"width": 360, "height": 800}, "color_scheme": "light", "language": "fr"},
]


def cookie(address, name, value):
    return {"name": name, "value": value, "domain": urlsplit(address).hostname, "path": "/"}


@pytest.mark.parametrize("variant", VARIANTS, ids=lambda variant: variant["language"])
def test_no_page_has_a_fault_that_axe_finds(browser, live_server, variant):
    references()
    actor = officer()
    with eyes(SYSTEM):
        published(CHAIN)
    with eyes(actor):
        case, _json = case_with_crossing(actor)
        drafts = [register_another(actor, case) for _ in range(2)]
    order = a_directive(due_on=date(2025, 11, 20))
    client = Client()
    client.force_login(Staff.objects.get(pk=actor.staff_id))
    options = {key: variant[key] for key in ("viewport", "color_scheme")}
    context = browser.new_context(**options)
    page = context.new_page()
    page.goto(f"{live_server.url}/login/")
    found = {"/login/": Axe().run(page, options=RULES).response["violations"]}
    context.add_cookies(
        [
            cookie(live_server.url, "sessionid", client.cookies["sessionid"].value),
            cookie(live_server.url, "django_language", variant["language"]),
        ]
    )

    for address in (
        "/cases/",
        "/board/",
        "/board/gates/",
        "/cases/new/",
        f"/cases/new/?draft={drafts[0].uuid}",
        f"/cases/{case.reference}/register-another/",
        f"/cases/{case.reference}/",
        f"/cases/{case.reference}/?show=stages,crossings&voided=yes",
        f"/cases/{case.reference}/print/",
        f"/cases/{case.reference}/history/",
        f"/cases/{case.reference}/record-crossing/",
        f"/cases/{case.reference}/resume/",
        "/incidents/",
        "/incidents/2025-10-myawaddy/?as_of_day=2025-10-22&known_at_day=2025-10-22",
        "/incidents/2025-10-myawaddy/plans/",
        "/directives/",
        f"/directives/{order.code}/",
        f"/directives/{order.code}/report/",
        "/playbooks/",
        "/playbooks/chain.1/",
        "/playbooks/chain.1/compare/chain.1/",
        "/procedures/",
        "/tokens/",
        "/profile/",
        "/profile/factor/",
        "/help/",
        "/styleguide/",
    ):
        page.goto(f"{live_server.url}{address}")
        found[address] = Axe().run(page, options=RULES).response["violations"]

    context.close()
    faults = {
        address: [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in rules]
        for address, rules in found.items()
        if rules
    }
    assert faults == {}
