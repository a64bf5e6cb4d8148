"""Several mails pasted at once: where one ends and the next begins.

A mailbox file (mbox) says so itself, by lines that begin with "From ". Else a mail begins where a
block of headers does; the headers of a mail that another one quotes or forwards begin none. A
separator is guessed, so whoever pastes sees how many were found before anything is written.
"""

import re
from itertools import pairwise
from typing import Final

from cases.reports.mail import LINE, NAMES, Mail, read_mail

FROM_LINE: Final = re.compile(r"From \S+.* \d{4}( [+-]\d{4})?$")
ESCAPED: Final = re.compile(r"^>(>*From )", re.MULTILINE)
QUOTES: Final = (
    "original message", "forwarded message", "begin forwarded", "original appointment",
    "thư gốc", "tin nhắn gốc", "thư chuyển tiếp", "tin nhắn được chuyển tiếp", "đã viết",
    "message d'origine", "message d’origine", "message transféré", "a écrit", "wrote:",
)  # fmt: skip
UNDERSCORES: Final = re.compile(r"_{8,}$")
RULE: Final = re.compile(r"[-=*~]{3,}$")
OF_PARTS: Final = ("content-", "mime-")


def read_mails(text: str) -> tuple[list[Mail], str]:
    """Return the mails of a text in their order, and what stands before the first of them."""
    lines = text.strip("\n").split("\n")
    is_mailbox = bool(FROM_LINE.match(lines[0]))
    starts = [
        at
        for at in range(len(lines))
        if (at == 0 or not lines[at - 1].strip() or is_rule(lines[at - 1]))
        and (FROM_LINE.match(lines[at]) if is_mailbox else begins(lines, at))
    ]
    before = "\n".join(lines[: starts[0]] if starts else lines).strip()
    found: list[Mail] = []
    for start, end in pairwise([*starts, len(lines)]):
        one = "\n".join(lines[start + is_mailbox : end])
        mail = read_mail(without_rule(ESCAPED.sub(r"\1", one) if is_mailbox else one))
        if mail is None:
            return found, before or one.strip()
        found.append(mail)
    return found, before


def begins(lines: list[str], at: int) -> bool:
    """Return whether a block of headers of a mail of its own begins in a line."""
    named: set[str] = set()
    for line in lines[at:]:
        found = LINE.match(line)
        if found is None and not (line[:1] in {" ", "\t"} and named and line.strip()):
            break
        if found is not None:
            named.add(NAMES.get(found[1].strip().lower(), ""))
    if "from" not in named or not {"date", "subject"} & named:
        return False
    before = next((line.strip().lower() for line in reversed(lines[:at]) if line.strip()), "")
    is_quoted = any(words in before for words in QUOTES) or UNDERSCORES.match(before)
    return not (is_quoted or before.startswith(OF_PARTS))


def is_rule(line: str) -> bool:
    """Return whether a line is a rule that somebody drew between two mails."""
    return bool(RULE.match(line.strip()))


def without_rule(text: str) -> str:
    """Return a mail without the rule at its end."""
    head, _break, last = text.rstrip().rpartition("\n")
    return head.rstrip() if is_rule(last) else text
