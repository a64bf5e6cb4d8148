"""The virus scanner: asked over a socket; what it does not clear is not kept."""

import socket
import struct
import threading

import pytest

from cases.core import scanner
from cases.core.errors import Refused
from cases.core.fields import Sent
from cases.files.examining.files import examined
from tests.files.corpus import EICAR

LETTER = b"A letter"


def take(line):
    """Read a stream as clamd does; return what came."""
    assert line.recv(10, socket.MSG_WAITALL) == b"zINSTREAM\0"
    content = b""
    while size := struct.unpack("!I", line.recv(4, socket.MSG_WAITALL))[0]:
        content += line.recv(size, socket.MSG_WAITALL)
    return content


def answer_of(content):
    return b"stream: Eicar-Signature FOUND\0" if EICAR in content else b"stream: OK\0"


@pytest.fixture
def clamd(tmp_path, settings):
    """A scanner that answers once as clamd does, or as the test says."""
    place = str(tmp_path / "clamd")
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(place)
    server.listen()
    server.settimeout(10)
    settings.VIRUS_SCANNER = f"unix:{place}"
    said = {"answer": answer_of, "came": []}

    def serve():
        line, _address = server.accept()
        with line:
            said["came"].append(take(line))
            line.sendall(said["answer"](said["came"][-1]))

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield said
    server.close()
    thread.join(timeout=10)


def refusal_of(content):
    with pytest.raises(Refused) as refusal:
        examined(Sent("note.txt", content))
    return refusal.value


def test_a_clean_file_is_kept(clamd):
    assert examined(Sent("note.txt", LETTER)).content == LETTER
    assert clamd["came"] == [LETTER]


def test_the_whole_file_goes_to_the_scanner(clamd):
    content = b"line of a long text\n" * 20_000

    scanner.refuse_infected(content)

    assert clamd["came"] == [content]


def test_the_test_virus_is_refused(clamd):
    refusal = refusal_of(EICAR)

    assert (refusal.code, refusal.status) == ("virus_found", 422)


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: ?\0"])
def test_what_the_scanner_did_not_clear_is_refused(clamd, answer):
    clamd["answer"] = lambda content: answer

    assert refusal_of(LETTER).code == "cannot_be_checked"


def test_a_scanner_that_is_down_lets_nothing_through(settings, tmp_path):
    settings.VIRUS_SCANNER = f"unix:{tmp_path / 'nobody'}"

    for content in (LETTER, EICAR):
        refusal = refusal_of(content)
        assert (refusal.code, refusal.status) == ("cannot_be_checked", 503)
        assert "cannot be checked" in str(refusal.message)


def test_a_scanner_at_a_port_that_nobody_listens_at_lets_nothing_through(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings.VIRUS_SCANNER = f"tcp://127.0.0.1:{port}"

    assert refusal_of(LETTER).code == "cannot_be_checked"


def test_a_scanner_that_does_not_answer_lets_nothing_through(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(scanner, "SECONDS", 0.2)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(tmp_path / "clamd"))
        server.listen()
        settings.VIRUS_SCANNER = f"unix:{tmp_path / 'clamd'}"

        assert refusal_of(LETTER).code == "cannot_be_checked"


def test_without_a_scanner_the_other_rules_alone_decide(settings):
    settings.VIRUS_SCANNER = ""

    assert examined(Sent("note.txt", EICAR)).content == EICAR
