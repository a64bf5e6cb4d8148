"""Numbers, days and countries as a sentence of a briefing says them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from cases.letters.days import day_in_sentence
from cases.places.choices import Country
from cases.publishing.figures.sentences import men_and_women

COMMON: Final = re.compile(
    r"^(?!the\b).*\b(agency|authority|bureau|centre|circle|committee|company|court|department|"
    r"division|embassy|force|governor|guard|hospital|hotline|ministry|office|organi[sz]ation|"
    r"police|prosecutor|team)\b",
    re.IGNORECASE,
)
"""The name of a body that holds a common noun, and no article yet."""

MASCULINE: Final = frozenset(
    {
        *("bureau", "centre", "comité", "département", "gouverneur", "ministère", "parquet"),
        *("service", "tribunal"),
    }
)
FEMININE: Final = frozenset(
    {"commission", "direction", "division", "force", "mission", "police", "province", "section"}
)
ELIDED: Final = frozenset(
    {
        *("administration", "agence", "ambassade", "armée", "autorité", "équipe", "hôpital"),
        *("immigration", "inspection", "office", "organisation"),
    }
)
"""French nouns with which the name of a body begins, by their article."""
VIETNAMESE, FRENCH = 1, 2


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it goes out.

    `firmness` is exact, a qualifier of a source, few, range, none, hidden or untold. Of `few`
    the value is the number below which it lies, of `range` `high` is its end; `hidden` is told
    nowhere, and `untold` stands in no sheet.
    """

    firmness: str
    value: int = 0
    men: int | None = None
    women: int | None = None
    high: int = 0

    @property
    def is_told(self) -> bool:
        """Whether there is a number to tell, other than that there is nobody."""
        return self.firmness not in {"none", "hidden", "untold"}

    @property
    def agreeing(self) -> int:
        """The number with which a verb agrees: that of several where it is not told exactly."""
        return 2 if self.firmness in {"few", "range"} else self.value

    def words(self) -> dict[str, str]:
        """Return its digits."""
        return {"value": number(self.value), "high": number(self.high)}


def number(value: int) -> str:
    """Return a whole number as the language groups it."""
    return str(format_decimal(value, locale=(get_language() or "en")[:2]))


def amount_words(told: Amount) -> str:
    """Return a number without what it counts, as a table prints it."""
    found = {
        "exact": "%(value)s",
        "about": _("about %(value)s"),
        "more_than": _("more than %(value)s"),
        "at_least": _("at least %(value)s"),
        "up_to": _("up to %(value)s"),
        "nearly": _("nearly %(value)s"),
        "few": _("fewer than %(value)s"),
        "range": _("%(value)s to %(high)s"),
        "none": pgettext("number", "none"),
        "hidden": _("not told"),
        "untold": _("not told"),
    }[told.firmness]
    return found % told.words()


def people(told: Amount) -> str:
    """Return a number of citizens inside a sentence, men and women told apart where they may be.

    Raises KeyError for nobody and for what is not told: a sentence about them has other words.
    """
    n = told.agreeing
    found = {
        "exact": ngettext("%(value)s citizen", "%(value)s citizens", n),
        "about": ngettext("about %(value)s citizen", "about %(value)s citizens", n),
        "more_than": ngettext("more than %(value)s citizen", "more than %(value)s citizens", n),
        "at_least": ngettext("at least %(value)s citizen", "at least %(value)s citizens", n),
        "up_to": ngettext("up to %(value)s citizen", "up to %(value)s citizens", n),
        "nearly": ngettext("nearly %(value)s citizen", "nearly %(value)s citizens", n),
        "few": _("fewer than %(value)s citizens"),
        "range": _("%(value)s to %(high)s citizens"),
    }[told.firmness]
    return parted(found % told.words(), told)


def parted(people_words: str, told: Amount) -> str:
    """Return a number of people in words, men and women told apart where they may be.

    They stand within the brackets that already say whom it counts.
    """
    parts = men_and_women(told.men, told.women, number)
    if not parts:
        return people_words
    is_open = people_words.endswith(")")
    return f"{people_words[:-1]}, {parts})" if is_open else f"{people_words} ({parts})"


def day(moment: datetime, zone: str, *, is_day: bool) -> str:
    """Return a day inside a sentence, with the time of day where there is one."""
    local = moment.astimezone(ZoneInfo(zone))
    words, language = date_words(local), (get_language() or "en")[:2]
    if is_day:
        return words
    time = f"{local.hour}\xa0h\xa0{local:%M}" if language == "fr" else f"{local:%H:%M}"
    return _("%(day)s at %(time)s") % {"day": words, "time": time}


def date_words(local: date) -> str:
    """Return a day in words, inside a sentence."""
    language = (get_language() or "en")[:2]
    if language == "vi":
        return f"ngày {local.day} tháng {local.month} năm {local.year}"
    return day_in_sentence(local, language)


def moment(stored: str, zone: str, *, is_day: bool) -> str:
    """Return a stored moment as `day` does."""
    return day(datetime.fromisoformat(stored), zone, is_day=is_day)


def in_country(code: str) -> str:
    """Return "in Thailand" as each language says it."""
    known = {
        "VN": pgettext("where", "in Viet Nam"),
        "TH": pgettext("where", "in Thailand"),
        "MM": pgettext("where", "in Myanmar"),
        "LA": pgettext("where", "in Laos"),
        "KH": pgettext("where", "in Cambodia"),
        "CN": pgettext("where", "in China"),
        "PH": pgettext("where", "in the Philippines"),
        "MY": pgettext("where", "in Malaysia"),
    }
    if not code:
        return pgettext("where", "(country not given)")
    return known.get(code) or pgettext("where", "in: %(country)s") % {"country": country(code)}


def from_country(code: str) -> str:
    """Return "from Thailand" as each language says it."""
    known = {
        "VN": pgettext("where", "from Viet Nam"),
        "TH": pgettext("where", "from Thailand"),
        "MM": pgettext("where", "from Myanmar"),
        "LA": pgettext("where", "from Laos"),
        "KH": pgettext("where", "from Cambodia"),
        "CN": pgettext("where", "from China"),
        "PH": pgettext("where", "from the Philippines"),
        "MY": pgettext("where", "from Malaysia"),
    }
    return known.get(code) or pgettext("where", "from: %(country)s") % {"country": country(code)}


def embassy(code: str) -> str:
    """Return where an embassy is, as it follows "the embassies in"."""
    known = {
        "TH": pgettext("embassies in", "Thailand"),
        "MM": pgettext("embassies in", "Myanmar"),
        "LA": pgettext("embassies in", "Laos"),
        "KH": pgettext("embassies in", "Cambodia"),
        "CN": pgettext("embassies in", "China"),
        "PH": pgettext("embassies in", "the Philippines"),
        "MY": pgettext("embassies in", "Malaysia"),
    }
    return known.get(code) or pgettext("embassies in", "%(country)s") % {"country": country(code)}


def country(code: str) -> str:
    """Return the name of a country; of nought, that it is not known."""
    return str(dict(Country.choices).get(code, code)) if code else _("Not known")


def joined(words: Sequence[str]) -> str:
    """Return "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def sentence(words: str) -> str:
    """Return a sentence with its first letter large."""
    return words[:1].upper() + words[1:]


def named(names: tuple[str, str, str]) -> str:
    """Return a name in the language of the sheet, else in English."""
    return names[place_of_language()] or names[0]


def the_body(names: tuple[str, str, str], behind: str) -> str:
    """Return the name of a body inside a sentence: in English with its article, if it takes one.

    “the Immigration Department”, but “Tak Immigration”: what is a body by a common noun. What it
    belongs to stands in brackets, since the sentence goes on behind it. In French it begins with
    the preposition `behind` which it stands, together with the article of a known noun.
    """
    name = named(names)
    if place_of_language() == VIETNAMESE:
        return name
    own, _comma, whole = name.partition(", ")
    name = f"{own} ({whole})" if whole else name
    if place_of_language() == FRENCH:
        return with_article(name, behind)
    if not COMMON.search(name):
        return name
    return f"the {name[:1].lower()}{name[1:]}" if name[1:].islower() else f"the {name}"


def with_article(name: str, behind: str) -> str:
    """Return a name behind "à" or "de" in French; of an unknown noun in quotes, as it is."""
    noun = name.split(" ", 1)[0].casefold()
    if noun in ELIDED:
        return f"{behind} l’{name}"
    if noun in FEMININE:
        return f"{behind} la {name}"
    if noun in MASCULINE:
        return f"{'au' if behind == 'à' else 'du'} {name}"
    return f"{behind} «\u202f{name}\u202f»"


def is_named_here(names: tuple[str, str, str]) -> bool:
    """Return whether there is a name in the language of the sheet."""
    return bool(names[place_of_language()])


def place_of_language() -> int:
    """Return where a name in the language of the sheet stands among the three."""
    return {"vi": VIETNAMESE, "fr": FRENCH}.get((get_language() or "en")[:2], 0)
