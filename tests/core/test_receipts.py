"""The digest of a request knows the same request again and tells nothing of it."""

import hashlib
import json

from cases.core.receipts import fingerprints_of


def test_the_same_request_has_the_same_digest():
    assert fingerprints_of("x", "BKK", {"a": 1, "b": 2}) == fingerprints_of(
        "x", "BKK", {"b": 2, "a": 1}
    )


def test_another_operation_target_or_content_has_another():
    digests = {
        fingerprints_of("x", "BKK", {"a": 1})[0],
        fingerprints_of("y", "BKK", {"a": 1})[0],
        fingerprints_of("x", "RGN", {"a": 1})[0],
        fingerprints_of("x", "BKK", {"a": 2})[0],
    }

    assert len(digests) == 4


def test_it_is_keyed_with_the_secret_of_the_server(settings):
    before = fingerprints_of("x", "", {"password": "1234"})

    settings.SECRET_KEY = "another secret of the server, long enough to be taken for one"

    plain = json.dumps(["x", "", {"password": "1234"}], sort_keys=True).encode()
    assert fingerprints_of("x", "", {"password": "1234"}) != before
    assert before != [hashlib.sha256(plain).hexdigest()]
