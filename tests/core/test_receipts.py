"""The digest of a request knows the same request again and tells nothing of it."""

import hashlib
import json
from dataclasses import replace

from cases.core.actor import SYSTEM
from cases.core.receipts import fingerprints_of


def test_the_same_request_has_the_same_digest():
    assert fingerprints_of(SYSTEM, "x", "BKK", {"a": 1, "b": 2}) == fingerprints_of(
        SYSTEM, "x", "BKK", {"b": 2, "a": 1}
    )


def test_another_operation_target_content_or_posting_has_another():
    digests = {
        fingerprints_of(SYSTEM, "x", "BKK", {"a": 1})[0],
        fingerprints_of(SYSTEM, "y", "BKK", {"a": 1})[0],
        fingerprints_of(SYSTEM, "x", "RGN", {"a": 1})[0],
        fingerprints_of(SYSTEM, "x", "BKK", {"a": 2})[0],
        fingerprints_of(replace(SYSTEM, posting_id=1), "x", "BKK", {"a": 1})[0],
    }

    assert len(digests) == 5


def test_it_is_keyed_with_the_secret_of_the_server(settings):
    before = fingerprints_of(SYSTEM, "x", "", {"password": "1234"})

    settings.SECRET_KEY = "another secret of the server, long enough to be taken for one"

    plain = json.dumps(["x", "", {"password": "1234"}, None], sort_keys=True).encode()
    assert fingerprints_of(SYSTEM, "x", "", {"password": "1234"}) != before
    assert before != [hashlib.sha256(plain).hexdigest()]
