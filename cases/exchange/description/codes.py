"""The codes of refusals as the repository keeps them, in the words of the reader."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as in_the_words_of_the_reader

from cases.core.statuses import STATUSES

FILE: Final = Path(__file__).with_name("codes.toml")
IN_FIELDS: Final = 0
"""Stands among the statuses of a code that is told of a field of the input, below a 422."""

INVALID: Final = 422


@cache
def kept() -> dict[str, Any]:
    """Return every code with its statuses and English sentences, as kept."""
    return tomllib.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def codes_by_status() -> dict[int, dict[str, str]]:
    """Return for each status the codes that come with it, each with what it says first."""
    return {
        status: {code: said(row) for code, row in kept().items() if status in row["statuses"]}
        for status in STATUSES
    }


def codes_in_fields() -> dict[str, str]:
    """Return the codes of faults of a field."""
    return {code: said(row) for code, row in kept().items() if IN_FIELDS in row["statuses"]}


def codes_of_no_call() -> dict[str, str]:
    """Return the codes of refusals that come with no call there is, such as an unknown method."""
    told = {IN_FIELDS, *STATUSES}
    return {code: said(row) for code, row in kept().items() if told.isdisjoint(row["statuses"])}


def all_codes() -> list[dict[str, Any]]:
    """Return every code with what it says, in the words of the reader."""
    return [
        {
            "code": code,
            "statuses": sorted({status or INVALID for status in row["statuses"]}),
            "in_fields": IN_FIELDS in row["statuses"],
            "says": [spoken(sentence) for sentence in row["says"]],
        }
        for code, row in kept().items()
    ]


def said(row: dict[str, Any]) -> str:
    """Return what a code says first, in the words of the reader; empty where that varies."""
    sentences: list[str] = row["says"]
    return spoken(sentences[0]) if sentences else ""


def spoken(sentence: str) -> str:
    """Return a sentence of the sources in the words of the reader.

    It was written out and extracted where it is raised; nothing that somebody typed comes here.
    """
    return in_the_words_of_the_reader(sentence)
