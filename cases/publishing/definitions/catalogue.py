"""What a definition is, and which are in force on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language, pgettext

from cases.core.text import in_reader_words, labelled
from cases.publishing.definitions.rules import NARROWED, RULES, Rule

Words = Mapping[str, str]
Parameters = Mapping[str, str | list[str]]


class FaultyFigures(ValueError):
    """The file cannot be taken; the words name its line."""


@dataclass(frozen=True, slots=True)
class Definition:
    """One version of a figure: what it counts, by a rule, and in which words it is told.

    `name`: the figure in a few words; `sentence`: a whole sentence with {n}, by language and
    plural form (`en.one`, `en.many`, `vi.many`, `fr.one`, `fr.many`). `until` is the last day on
    which the version is in force.
    """

    code: str
    version: int
    rule: str
    parameters: Parameters
    by: tuple[str, ...]
    since: date
    until: date | None
    source: str
    name: Words
    sentence: Mapping[str, Words]

    @property
    def how(self) -> Rule:
        """The rule that it names."""
        return RULES[self.rule]

    @property
    def counts(self) -> str:
        """Persons or cases."""
        return self.how.counts

    @property
    def is_open(self) -> bool:
        """Whether every mission that works on the incident may read the total."""
        return self.how.is_open and not set(self.parameters) & set(NARROWED)

    @property
    def label(self) -> str:
        """What it is called, in the reader's language."""
        return in_reader_words(self.name["en"], self.name["vi"], self.name["fr"])

    def told(self, number: int, shown: str) -> str:
        """Return the sentence for a number, which is `shown` as it is (such as "about 70").

        Of nobody no sentence is told, but that there is none.
        """
        if not number:
            return labelled(self.label, pgettext("number", "none"))
        language = (get_language() or "en")[:2]
        forms = self.sentence.get(language) or self.sentence["en"]
        return forms["one" if number == 1 and "one" in forms else "many"].replace("{n}", shown)

    def frozen(self) -> dict[str, Any]:
        """Return it as a snapshot keeps it."""
        kept = asdict(self)
        kept["by"] = list(self.by)
        kept["since"] = self.since.isoformat()
        kept["until"] = self.until.isoformat() if self.until else None
        return kept


def thawed(kept: Mapping[str, Any]) -> Definition:
    """Return the definition that a snapshot has kept."""
    until = kept["until"]
    values = {
        **kept,
        "by": tuple(kept["by"]),
        "since": date.fromisoformat(kept["since"]),
        "until": date.fromisoformat(until) if until else None,
    }
    return Definition(**values)


def in_force(known: Iterable[Definition], day: date) -> list[Definition]:
    """Return the version of each figure that is in force on a day, in the order of the file.

    Of two that are, the later one: it mends those before it for their days too.
    """
    found: dict[str, Definition] = {}
    for row in known:
        if row.since <= day and (row.until is None or day <= row.until):
            found[row.code] = row
    return list(found.values())
