"""What is wrong with the files of a kind, in plain words: file, line, rule.

Whoever reads a kind at work refuses it in words of its own; those that name a file and a line stand
as they are. Where a reader only stumbles over an entry, the words say over what, and where it is.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from django.core.exceptions import ImproperlyConfigured

from cases.configuration.files import FileKind
from cases.configuration.shapes import unknown_names
from cases.core.configured import path_of
from cases.core.lines import line_of_error, read_toml

STUMBLED: Final = (ImproperlyConfigured, ValueError, LookupError, TypeError, AttributeError)
MISSING: Final = re.compile(r"(?:\w+\.)?\w+\(\) missing \d+ required .*?: '(\w+)'.*")
KEY: Final = re.compile(r"“(\w+)” is missing")
CODE: Final = re.compile(r"\w+[-_][\w-]+")
PLACED: Final = re.compile(r"[\w./-]+(?::\d+|, (?:line|entry) \d+):")


def fault_of(kind: FileKind) -> str:
    """Return what is wrong with the files of a kind in force; nothing where they hold."""
    unread = "\n".join(not_toml(kind)) or "\n".join(not_known(kind))
    if unread:
        return unread
    try:
        kind.read()
    except STUMBLED as fault:
        return placed(kind, plain(fault))
    return ""


def not_toml(kind: FileKind) -> Iterator[str]:
    """Yield file and line of what is no TOML."""
    for name, content in kind.found(path_of).items():
        if name.endswith(".toml"):
            text = content.decode(errors="replace")
            try:
                read_toml(text)
            except (ValueError, RecursionError) as fault:
                yield f"{name}, line {line_of_error(text, fault)}: this is not TOML"


def not_known(kind: FileKind) -> Iterator[str]:
    """Yield file, line and rule of each name that no reader knows."""
    for name, content in kind.found(path_of).items():
        if name.endswith(".toml"):
            yield from unknown_names(name, content.decode(errors="replace"))


def plain(fault: Exception) -> str:
    """Return what a reader refused, or over which key it stumbled."""
    if isinstance(fault, KeyError):
        return f"“{fault.args[0]}” is missing"
    words = MISSING.sub(r"“\1” is missing", str(fault))
    if isinstance(fault, TypeError | AttributeError) and words == str(fault):
        return "a value is not of the right kind"
    return words


def placed(kind: FileKind, words: str) -> str:
    """Return words with the file and the line that they speak of, as far as it can be found."""
    if PLACED.match(words):
        return words
    files = {name: text.decode(errors="replace") for name, text in kind.found(path_of).items()}
    named = [name for name in files if words.startswith(PurePath(name).name)]
    rule = words.removeprefix(PurePath(named[0]).name).lstrip(": ") if named else words
    among = named or [name for name in files if name.endswith(".toml")]
    if key := KEY.search(words):
        for name in among:
            if not line_of_key(files[name], key[1]):
                return f"{name}, line 1: {rule}"
    lines = (line_of_key(files[among[0]], code) for code in CODE.findall(rule))
    return f"{among[0]}, line {next(filter(None, lines), 1)}: {rule}"


def line_of_key(text: str, key: str) -> int:
    """Return the first line that begins with a key, or names it as a code; nought for none."""
    key = re.escape(key)
    found = re.compile(rf'\s*{key}\s*=|\s*\[+(?:\w+\.)?{key}\]|[^#]*=\s*"{key}"')
    return next((at for at, line in enumerate(text.splitlines(), 1) if found.match(line)), 0)
