"""Every code that a test is answered stands in the published list of codes."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils.module_loading import import_string

MADE = "cases.core.problems.problem_body"


@pytest.fixture(scope="session", autouse=True)
def codes_are_listed() -> Iterator[None]:
    """Look at every refusal that the API answers; fail where clients were not told of its code."""
    made = import_string(MADE)
    kept = import_string("cases.exchange.description.codes.kept")

    def checked(refusal: Any) -> dict[str, Any]:
        body: dict[str, Any] = made(refusal)
        sent = {body["code"], *(row["code"] for row in body.get("problems", ()))}
        missing = sent - kept().keys()
        assert not missing, f"{missing} not in the list of codes: manage.py openapi --write"
        return body

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(MADE, checked)
        yield
