"""What tests about requests share."""

from dataclasses import replace

import pytest


@pytest.fixture
def verified_terms(monkeypatch):
    """The terms of the house as if the sentence of each had been read."""
    # Models cannot be imported before the apps are loaded.
    from cases.privacy import deadlines  # noqa: PLC0415
    from cases.privacy.terms import Terms, terms  # noqa: PLC0415

    said = terms()
    doing = {kind: replace(term, verified=True) for kind, term in said.doing.items()}
    read = Terms(replace(said.reply, verified=True), doing)
    monkeypatch.setattr(deadlines, "terms", lambda: read)
