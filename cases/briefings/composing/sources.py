"""Numbered sources of a sheet: each figure of somebody else is followed by where it stands."""

from datetime import date

from django.utils.translation import gettext as _

from cases.briefings.composing.told import Against, Said, Told
from cases.letters.days import numeric


class Sources:
    """Gives each outlet its number, in the order in which it is first named."""

    def __init__(self, told: Told) -> None:
        self.told = told
        self.numbers: dict[tuple[str, str, str], int] = {}

    def marks(self, said: Said | Against) -> str:
        """Return "[1][2]" for the outlets that print a figure."""
        once = dict.fromkeys(said.outlets)
        found = [self.numbers.setdefault(one, len(self.numbers) + 1) for one in once]
        return "".join(f"[{number}]" for number in found)

    def listed(self) -> tuple[tuple[str, str, str], ...]:
        """Return name, day of printing and address of each, in the order of the numbers."""
        return tuple((name, printed(on), url) for name, on, url in self.numbers)


def print_words(said: Said) -> str:
    """Return when a figure was printed first, of those outlets that say so."""
    days = sorted(on for _name, on, _url in said.outlets if on)
    return _("printed on %(printed)s") % {"printed": printed(days[0])} if days else _("undated")


def printed(on: str) -> str:
    """Return when a source was printed, in numbers."""
    return numeric(date.fromisoformat(on)) if on else _("undated")
