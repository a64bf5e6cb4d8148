"""A mail pasted with its headers: who wrote it, when, about what, and its text.

Headers are found in English, Vietnamese and French, as programs for mail print them when a message
is copied, and in the raw source of a message (RFC 5322, RFC 2047). What is no mail is no fault:
the text is then what it is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.utils import parseaddr, parsedate_to_datetime
from typing import Final

from django.utils.html import strip_tags

LINE: Final = re.compile(r"([^\s:][^:\n]{0,39}?)[ \u00a0\u202f]?:(?:[ \t]+(.*)|)$")
NAMES: Final[Mapping[str, str]] = {
    "from": "from", "từ": "from", "người gửi": "from", "de": "from",
    "date": "date", "sent": "date", "ngày": "date", "đã gửi": "date", "envoyé": "date",
    "subject": "subject", "chủ đề": "subject", "tiêu đề": "subject", "objet": "subject",
    "to": "to", "đến": "to", "tới": "to", "người nhận": "to", "à": "to",
}  # fmt: skip
ENCODED: Final = ("quoted-printable", "base64")
MOST_LINES: Final = 200
KEPT: Final = (("From", "from"), ("Date", "date"), ("To", "to"), ("Subject", "subject"))


@dataclass(frozen=True, slots=True)
class Mail:
    """What a pasted mail says of itself; `text` is what is kept, `body` what was written."""

    name: str
    address: str
    subject: str
    sent_at: datetime | None
    body: str
    text: str


def read_mail(text: str) -> Mail | None:
    """Return what a pasted mail says, None for a text that does not begin like one."""
    headers, body = split(text)
    if "from" not in headers or not ({"date", "subject"} & headers.keys()):
        return None
    name, address = parseaddr(headers["from"])
    if "@" not in address:
        name, address = headers["from"], ""
    is_encoded = headers.get("content-transfer-encoding", "").lower() in ENCODED
    if is_encoded or headers.get("content-type", "").lower().startswith("multipart/"):
        body = decoded(text) or body
        kept = [f"{title}: {headers[key]}" for title, key in KEPT if headers.get(key)]
        text = "\n".join([*kept, "", body])
    return Mail(
        name=name.strip().strip("\"'"),
        address=address.strip(),
        subject=headers.get("subject", ""),
        sent_at=moment_of(headers.get("date", "")),
        body=body.strip(),
        text=text.strip(),
    )


def split(text: str) -> tuple[dict[str, str], str]:
    """Return the headers a text begins with, under one name each, and what comes after them."""
    headers: dict[str, str] = {}
    last = ""
    lines = text.lstrip().split("\n")
    for number, line in enumerate(lines[:MOST_LINES]):
        if not line.strip():
            return headers, "\n".join(lines[number + 1 :])
        found = LINE.match(line)
        if line[0] in " \t" and last:
            headers[last] = f"{headers[last]} {line.strip()}"
        elif found is not None:
            name = found[1].strip().lower()
            last = NAMES.get(name, name)
            headers.setdefault(last, "")
            headers[last] = headers[last] or (found[2] or "").strip()
        else:
            return headers, "\n".join(lines[number:])
        headers[last] = in_words(headers[last])
    return headers, ""


def in_words(value: str) -> str:
    """Return a header as it was meant: what was encoded for its way is decoded."""
    if "=?" not in value:
        return value
    try:
        return str(make_header(decode_header(value)))
    except (HeaderParseError, LookupError, ValueError):
        return value


def moment_of(value: str) -> datetime | None:
    """Return when a mail was sent, where its date names a zone; None otherwise."""
    try:
        sent_at = parsedate_to_datetime(value)
    except ValueError:
        return None
    return sent_at if sent_at.tzinfo is not None else None


def decoded(source: str) -> str:
    """Return the readable part of the raw source of a message, "" where there is none."""
    message = message_from_bytes(source.lstrip().encode(), policy=policy.default)
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        content = str(part.get_content())
    except LookupError:
        return ""
    return strip_tags(content) if part.get_content_type() == "text/html" else content
