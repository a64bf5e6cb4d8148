"""Nothing that is written by an operation reaches a log line, whatever comes of the act."""

import pytest

from cases.core.fields import Text
from tests.api.calls import JSON, address
from tests.hardening.test_marked import MARK, silent
from tests.hardening.test_odd_values import page_of
from tests.representatives import of_each_view
from tests.web.posting import as_posted
from tests.world import every_operation

pytestmark = pytest.mark.django_db


@of_each_view(every_operation())
def test_an_act_leaves_none_of_its_words(declared, rights, prepared, both_lines):
    fields = declared.form.base_fields.items()
    marked = prepared.body | {name: MARK for name, field in fields if isinstance(field, Text)}
    client = prepared.caller(raise_request_exception=False)

    client.post(address(declared, prepared.target), marked, content_type=JSON)
    client.post(page_of(declared, prepared.target), as_posted(declared, marked))

    for lines in both_lines:
        silent(lines)
