"""The virus scanner: clamd, asked over its socket by INSTREAM; what cannot be asked is refused.

`VIRUS_SCANNER` names the socket. Without one nothing is looked at, which an installation in
production has to say (`VIRUS_SCANNER=none`). Where one is named and does not answer, no file is
taken: it fails closed.
"""

import logging
import socket
import struct
from contextlib import closing
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from cases.core.errors import Problem, Refused, Sentence, broken_rule

SECONDS: Final = 8.0
PIECE: Final = 1 << 16
LONGEST_ANSWER: Final = 4096
CLEAN: Final = b"stream: OK"
FOUND: Final = b"FOUND"

INFECTED: Sentence = _(
    "The virus scanner found harmful software in this file. It was not kept. Ask the sender for "
    "another copy, and tell your IT security."
)
CANNOT_CHECK: Sentence = _(
    "The file cannot be checked for viruses now, so it was not kept. Try again in some minutes."
)
logger = logging.getLogger(__name__)


def refuse_infected(content: bytes, field: str = "file") -> None:
    """Raise unless the scanner, where there is one, finds nothing in the bytes."""
    if not settings.VIRUS_SCANNER:
        return
    try:
        answer = asked(content)
    except OSError as fault:
        logger.warning("virus scanner does not answer: %s", type(fault).__name__)
        raise cannot_check(field) from None
    if answer == CLEAN:
        return
    if answer.endswith(FOUND):
        logger.warning("virus scanner found something in a file that was sent")
        raise broken_rule(INFECTED, "virus_found", field)
    logger.warning("virus scanner did not check a file")
    raise cannot_check(field)


def cannot_check(field: str) -> Refused:
    """503: without the scanner nothing is taken."""
    problem = Problem(field, "cannot_be_checked", CANNOT_CHECK)
    return Refused(CANNOT_CHECK, "cannot_be_checked", 503, problems=[problem])


def asked(content: bytes) -> bytes:
    """Return what the scanner answers about the bytes."""
    with closing(connected()) as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            line.sendall(struct.pack("!I", len(piece)) + piece)
        line.sendall(struct.pack("!I", 0))
        answer = b""
        while len(answer) < LONGEST_ANSWER and (piece := line.recv(LONGEST_ANSWER)):
            answer += piece
    return answer.rstrip(b"\0\n ")


def connected() -> socket.socket:
    """Return an open line to the scanner."""
    address: str = settings.VIRUS_SCANNER
    if address.startswith("unix:"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(address.removeprefix("unix:"))
        except OSError:
            line.close()
            raise
        return line
    parts = urlsplit(address)
    return socket.create_connection((parts.hostname or "", parts.port or 0), timeout=SECONDS)
