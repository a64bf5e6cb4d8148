"""Numbered sources of a sheet: each figure of somebody else is followed by where it stands."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.briefings.composing.amounts import date_words
from cases.briefings.composing.told import Against, Said, Told
from cases.letters.days import day_words


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
    if not days:
        return _("undated")
    return _("printed on %(printed)s") % {"printed": date_words(date.fromisoformat(days[0]))}


def printed(on: str) -> str:
    """Return when a source was printed, as a row tells it."""
    language = (get_language() or "en")[:2]
    return day_words(date.fromisoformat(on), language) if on else _("undated")
