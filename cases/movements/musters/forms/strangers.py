"""What the acts on people without a case take, and the fields for them.

In JSON an array of objects; on the web `name; sex; words`, one line each, or inputs of their own.
"""

from collections.abc import Mapping
from typing import Any, Final
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from cases.casework.forms.moves import UUID as UUID_PATTERN
from cases.citizens.choices import Sex
from cases.core.fields import Text
from cases.core.fields.inner import each_of
from cases.core.forms import OperationForm
from cases.core.registry import declares, resource
from cases.core.text import clean_text
from cases.movements.musters.forms.fields import (
    LONGEST,
    Objects,
    fail,
    key_of,
    said_of,
    seen_of,
    words_of,
)
from cases.movements.musters.models import MusterStranger
from cases.movements.musters.models.stranger import NAME_LENGTH
from cases.movements.musters.operations import (
    identify_stranger,
    note_strangers,
    reopen_stranger,
)
from cases.movements.musters.operations.holding import Word
from cases.movements.musters.operations.strangers import SentStranger

NO_NAME = _("Write a name as it was heard, or how the person is told apart.")
BAD_SEX = _("The sex is m, f, x or u.")
KEY: Final = {"type": "string", "format": "uuid"}

resource("muster-strangers", MusterStranger, key="uuid", pattern=UUID_PATTERN)


class Strangers(Objects):
    """People without a case as a device sends them; on the web `name; sex; words`, a line each."""

    keys = {
        "name": {"type": "string", "maxLength": NAME_LENGTH},
        "sex": {"type": ["string", "null"], "enum": [*Sex.values, None]},
        "words": {"type": ["string", "null"], "maxLength": LONGEST},
        "key": KEY,
        "seen_at": {"type": ["string", "null"], "format": "date-time"},
    }
    needed = ("name", "key")

    def from_line(self, line: str) -> dict[str, Any]:
        name, _mark, rest = line.partition(";")
        sex, _mark, words = rest.partition(";")
        return {
            "name": name.strip(),
            "sex": sex.strip().lower(),
            "words": words.strip(),
            "key": str(uuid4()),
        }

    def made(self, row: Mapping[str, Any]) -> SentStranger:
        parts = each_of(
            name=lambda: name_of(row),
            key=lambda: key_of(row),
            sex=lambda: sex_of(row),
            words=lambda: words_of(row),
            seen_at=lambda: seen_of(row),
        )
        return SentStranger(**parts)


def sex_of(row: Mapping[str, Any]) -> str:
    """Return the sex, unknown where nothing is said."""
    sex: str = row.get("sex") or Sex.UNKNOWN.value
    if sex not in Sex.values:
        fail("sex", BAD_SEX, "bad_sex")
    return sex


def name_of(row: Mapping[str, Any]) -> str:
    """Return how somebody is called, clean and not too long."""
    try:
        name = clean_text(row.get("name") or "")
    except ValueError:
        name = ""
    if not name or len(name) > NAME_LENGTH:
        fail("name", NO_NAME, "bad_name")
    return name


class Words(Objects):
    """Where each person without a case is and who sees to her; on the web an input each."""

    keys = {"stranger": KEY, "words": {"type": "string", "maxLength": LONGEST}}
    needed = ("stranger", "words")

    def from_line(self, line: str) -> dict[str, Any]:
        stranger, _blank, words = line.strip().partition(" ")
        return {"stranger": stranger.rstrip(":"), "words": words}

    def made(self, row: Mapping[str, Any]) -> Word:
        return Word(
            **each_of(
                stranger=lambda: key_of(row, "stranger"),
                words=lambda: said_of(row),
            )
        )


@declares(note_strangers, at="musters/note-strangers")
class NoteStrangers(OperationForm):
    """People who are here and have no case."""

    title = _("Take down people without a case")
    what_happens = _(
        "They stand at the head count until somebody opens a case for them, or says who they are."
    )
    done = _("The people are taken down.")
    example = {
        "strangers": [
            {
                "name": "Hùng, tall, from the second compound",
                "sex": "m",
                "words": "Says he crossed with the others on the 22nd.",
                "key": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
            }
        ]
    }
    bulk = False

    strangers = Strangers(
        label=_("People"),
        help_text=_("One line a person: name as heard; m, f, x or u; what was said."),
    )


@declares(identify_stranger, at="muster-strangers/identify")
class IdentifyStranger(OperationForm):
    """By the number of the case, or why there is none to open."""

    title = _("Say who this is")
    what_happens = _(
        "With the number of a case the person counts as seen here, under her case. Without one say "
        "why no case is needed."
    )
    done = _("It is written down who this is.")
    example = {"words": "The driver of the second bus, a citizen of Thailand."}
    bulk = False
    refuses = (409, 422)

    case = Text(label=_("Number of the case"), max_length=24, required=False)
    words = Text(label=_("Why no case is needed"), max_length=500, required=False)


@declares(reopen_stranger, at="muster-strangers/reopen")
class ReopenStranger(OperationForm):
    """It was somebody else."""

    title = _("Take back what was said")
    what_happens = _(
        "The person stands without a case again. The mark that was made under the case stays: mark "
        "that person anew if she was not here."
    )
    done = _("The person stands without a case again.")
    example = {"reason": "Two brothers; the other one has the case."}
    bulk = False
    refuses = (409,)

    reason = Text(label=_("Reason"), max_length=500)
