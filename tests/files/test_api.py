"""Files on cases in the API: sent and had in base64, listed below their case."""

from base64 import b64decode, b64encode

import pytest

from cases.core.context import eyes
from cases.files.operations import withdraw_file
from tests.api.calls import JSON, caller
from tests.files import corpus
from tests.files.kept import WORDS, a_photo, attached
from tests.register import fresh
from tests.world_sealed import at_border

pytestmark = pytest.mark.django_db


def send(actor, case, name, content, **more):
    body = {"file": {"name": name, "content": b64encode(content).decode()}, "purpose": "other"}
    address = f"/api/v1/cases/{case.reference}/attach-file/"
    return caller(actor).post(address, body | more, content_type=JSON)


def test_a_file_of_ten_megabytes_is_sent_and_had_again(bangkok, case):
    content = b"0123456789abcde\n" * 640_000

    made = send(bangkok, case, "long.txt", content)

    assert made.status_code == 201, made.json()
    row = caller(bangkok).get(made.headers["Location"]).json()
    assert (row["name"], row["kind"], row["size"]) == ("long.txt", "txt", len(content))
    had = caller(bangkok).get(row["content_url"]).json()
    assert b64decode(had["content"]) == content
    assert had["digest"] == row["digest"]


@pytest.mark.parametrize("name", ["windows.jpg", "script.pdf", "picture.svg", "bomb.docx"])
def test_a_hostile_file_is_refused_with_its_code(bangkok, case, name):
    make, code = corpus.HOSTILE[name]

    answer = send(bangkok, case, name, make())

    assert answer.status_code == 422
    assert answer.json()["code"] == code


def test_a_scanner_that_is_down_answers_503(bangkok, case, settings):
    settings.VIRUS_SCANNER = "unix:/nowhere/clamd"

    answer = send(bangkok, case, "note.txt", b"text")

    assert answer.status_code == 503
    assert answer.json()["code"] == "cannot_be_checked"


def test_the_list_says_of_a_hidden_file_that_it_is_there(bangkok, case):
    with eyes(bangkok):
        attached(bangkok, case, restricted="money")
    address = f"/api/v1/cases/{case.reference}/attachments/"

    (own,) = caller(bangkok).get(address).json()["results"]
    (hidden,) = caller(at_border()).get(address).json()["results"]

    assert (own["name"], own["is_hidden"]) == ("ghi-chú.txt", False)
    assert (hidden["name"], hidden["digest"], hidden["is_hidden"]) == (None, None, True)
    assert hidden["restricted"] == "money"


def test_a_hidden_file_gives_no_bytes(bangkok, case):
    with eyes(bangkok):
        row = attached(bangkok, case, restricted="money")
    address = f"/api/v1/attachments/{row.uuid}/content/"

    assert caller(at_border()).get(address).status_code == 404
    assert b64decode(caller(bangkok).get(address).json()["content"]) == WORDS.encode()


def test_the_list_is_narrowed_by_purpose_and_by_what_stands(bangkok, case):
    with eyes(bangkok):
        attached(bangkok, case, a_photo(), purpose="photo")
        row = fresh(withdraw_file(bangkok, attached(bangkok, case), reason="replaced"))
    address = f"/api/v1/cases/{case.reference}/attachments/"

    (photo,) = caller(bangkok).get(address, {"purpose": "photo"}).json()["results"]
    (gone,) = caller(bangkok).get(address, {"standing": "false"}).json()["results"]

    assert photo["kind"] == "jpeg"
    assert (gone["uuid"], gone["name"]) == (str(row.uuid), None)
    assert gone["withdraw_reason"] == "replaced"
