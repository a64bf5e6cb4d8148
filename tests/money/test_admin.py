"""Amounts in the admin: as on the pages, with their currency, whatever they are drawn on."""

import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from cases.core.context import eyes
from tests.factories import head
from tests.register import a_case
from tests.web.session import log_in
from tests.world_money import OPENED, a_cost, a_deposit, a_repayment, an_undertaking, vnd

pytestmark = pytest.mark.django_db


def told(actor, row, column):
    """What the page of a record says in one column."""
    client = log_in(Client(headers={"accept-language": "en"}), actor)
    page = client.get(f"/admin/cases/{row._meta.model_name}/{row.pk}/change/")
    assert page.status_code == 200
    said = page.text.partition(f'class="form-row field-{column}')[2]
    said = re.search(r'class="readonly">(.*?)</div>', said, re.DOTALL)[1]
    return re.sub(r"\s+", " ", strip_tags(said)).strip()


@pytest.mark.parametrize("whole", [a_deposit, an_undertaking])
def test_a_cost_says_what_it_takes_of_a_deposit_or_an_undertaking(whole):
    with eyes(head()) as actor:
        case = a_case(actor, reported=OPENED)
        backing = whole(actor, case=case)
        said = {"category": "hospital", "payer": "fund_advance", "amount": vnd("5000000")}
        line = a_cost(actor, case=case, backing=backing, **said)

    assert line.drawn == 5000000
    for column in ("amount", "amount_vnd", "drawn"):
        assert told(actor, line, column) == "5,000,000 VND"


def test_what_was_repaid_has_the_currency_of_what_it_belongs_to():
    with eyes(head()) as actor:
        row = a_repayment(actor)

    assert told(actor, row, "amount") == "3,000,000 VND"
