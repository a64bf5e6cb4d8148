"""That a person's data was opened in the admin is on record, whichever row it was."""

import pytest
from django.urls import reverse

from cases.casework.operations import record_crossing
from cases.citizens.operations import add_identity_document, add_relative
from cases.core.context import eyes
from cases.core.fields.dates import parse_when
from cases.core.models import AuditEntry
from tests.factories import officer
from tests.register import a_case
from tests.web.session import log_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "kind", ["citizen", "relative", "identitydocument", "crossing", "transition", "case"]
)
def test_opening_a_row_is_on_record(client, kind):
    with eyes(officer()) as actor:
        case = a_case(actor)
        rows = {
            "case": case,
            "citizen": case.citizen,
            "relative": add_relative(actor, case.citizen, full_name="Bà Ngoại", relation="mother"),
            "identitydocument": add_identity_document(
                actor, case.citizen, kind="passport", status="lost"
            ),
            "crossing": record_crossing(
                actor,
                case,
                from_country="MM",
                to_country="TH",
                when=parse_when("2025-10-22"),
                source="press",
            ),
            "transition": case.transitions.get(),
        }
    shown = AuditEntry.objects.filter(operation__in=["show_case", "show_citizen"])

    log_in(client, actor).get(reverse(f"admin:cases_{kind}_change", args=[rows[kind].pk]))

    with eyes(actor):
        entry = shown.get()
        assert case.pk == entry.case_id or case.citizen_id == entry.citizen_id
