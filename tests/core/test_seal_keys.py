"""What a new key means for the seals: those before it are believed while the former is named."""

import pytest

from cases.core.actor import SYSTEM
from tests.core.record import act, faults, seal, verdict

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def outside(settings, tmp_path):
    """A directory for seals."""
    settings.AUDIT_SEALS = str(tmp_path)


@pytest.mark.parametrize("name", ["AUDIT_SEAL_KEY", "SECRET_KEY"])
def test_seals_made_before_a_new_key_are_believed_while_the_former_is_named(settings, name):
    former = "the key of the first years, as long as a key has to be"
    setattr(settings, name, former)
    act(SYSTEM)
    seal()
    setattr(settings, name, "the key after it, as long again as a key ever has to be")
    is_of_seals = name == "AUDIT_SEAL_KEY"
    setattr(settings, "FORMER_AUDIT_SEAL_KEYS" if is_of_seals else "SECRET_KEY_FALLBACKS", [former])
    act(SYSTEM)
    seal()

    holds, said = verdict()

    assert holds, said
    settings.FORMER_AUDIT_SEAL_KEYS = settings.SECRET_KEY_FALLBACKS = []
    assert "Line 1 of the seals was changed or is not ours" in faults()


def test_who_knows_a_former_key_adds_no_seal(settings):
    former, newer = ("the former key, known by now to others" + "." * 20, "n" * 50)
    settings.AUDIT_SEAL_KEY, settings.FORMER_AUDIT_SEAL_KEYS = newer, [former]
    act(SYSTEM)
    seal()
    settings.AUDIT_SEAL_KEY = former
    act(SYSTEM)
    seal()
    settings.AUDIT_SEAL_KEY = newer

    assert "Line 2 of the seals was made with a former key" in faults()


def test_the_own_key_of_seals_takes_over_from_the_secret_of_the_server(settings):
    act(SYSTEM)
    seal()
    settings.AUDIT_SEAL_KEY = "o" * 50
    assert "is not ours" in faults()

    settings.FORMER_AUDIT_SEAL_KEYS = [settings.SECRET_KEY]

    holds, said = verdict()
    assert holds, said
