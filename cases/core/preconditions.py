"""Headers that say which version is meant and which request this is (RFC 9110, section 13)."""

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.utils.encoders import JSONEncoder

from cases.core.errors import Refused

VERSION = re.compile(r'"([0-9]{1,9})(?:\.[0-9a-f]{1,64})?"', re.ASCII)
KEY = re.compile(r"[!-~]{1,80}", re.ASCII)
DIGEST_LENGTH = 16
NEW = 0
"""The version of an entry that is not there yet."""


@dataclass(frozen=True, slots=True)
class Match:
    """An `If-Match` that may be left out: whether it was sent, and its version, None for `*`."""

    is_sent: bool
    version: int | None


def expected_version(header: str | None) -> int | None:
    """Return the version of an `If-Match` header, None for `*`.

    Raises 428 without a header and 422 for one that was not answered by us.
    """
    if header is None or not header.strip():
        raise Refused(
            _("Say which version you mean: send the ETag of the record as If-Match."),
            "precondition_required",
            428,
            audited=False,
        )
    if header.strip() == "*":
        return None
    found = VERSION.fullmatch(header.strip())
    if found is None:
        raise Refused(
            _('If-Match must be the ETag of the record, such as "3", or *.'),
            "bad_if_match",
            422,
            audited=False,
        )
    return int(found[1])


def match_of(header: str | None) -> Match:
    """Return what a call says in `If-Match` where it need not; 422 for one not answered by us."""
    if header is None or not header.strip():
        return Match(is_sent=False, version=None)
    return Match(is_sent=True, version=expected_version(header))


def version_needed() -> Refused:
    """428: an entry is there, and the call does not say which version of it was seen."""
    return Refused(
        _(
            "There is an entry with this code already. To correct it, send its ETag as If-Match or "
            "its version in the body."
        ),
        "precondition_required",
        428,
        audited=False,
    )


def nothing_to_match() -> Refused:
    """412: `If-Match` means an entry that is there, and none is (RFC 9110, section 13.1.1)."""
    return Refused(
        _("There is no such entry yet. Leave If-Match out to make a new one."),
        "nothing_to_match",
        412,
        audited=False,
    )


def no_version_here() -> Refused:
    """422: `If-Match` names a version where nothing has one."""
    return Refused(
        _("There is no version here that If-Match could mean. Leave it out."),
        "bad_if_match",
        422,
        audited=False,
    )


def idempotency_key(header: str | None) -> str:
    """Return the key of this request, empty without one; 422 for a malformed one."""
    if header is None:
        return ""
    if not KEY.fullmatch(header):
        raise Refused(
            _("Idempotency-Key takes 1 to 80 visible ASCII characters without blanks."),
            "bad_key",
            422,
            audited=False,
        )
    return header


def version_of(text: str) -> int | None:
    """Return the expected version a page carried, None when it carried none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None


def entity_tag(body: Any, version: int | None) -> str:
    """Return the ETag of an answer: the version, and a digest of everything that is shown.

    The digest is there because an answer also shows what has no part in the version: the person of
    a case, what is possible now, the reader's language. `If-Match` compares the version alone.
    """
    text = json.dumps(body, cls=JSONEncoder, ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LENGTH]
    return f'"{digest}"' if version is None else f'"{version}.{digest}"'


def is_known(header: str | None, tag: str) -> bool:
    """Return whether `If-None-Match` names the answer the client already has."""
    if not header:
        return False
    return any(part.strip().removeprefix("W/") in {tag, "*"} for part in header.split(","))
