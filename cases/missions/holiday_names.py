"""Names of public holidays in the languages of staff that the package `holidays` does not speak.

The package names the holidays of the host countries in English and in their own languages, those of
Viet Nam in Vietnamese too. What stands here are its English names, word for word: those of the
countries in which missions are. A name that is not here is shown in English.
"""

import re
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

NAMES: dict[str, Sentence] = {
    "29 of Lunar New Year": _("29 of Lunar New Year"),
    "Armed Forces Day": _("Armed Forces Day"),
    "Asarnha Bucha": _("Asarnha Bucha"),
    "Bridge Public Holiday": _("Bridge Public Holiday"),
    "Buddhist Lent Day": _("Buddhist Lent Day"),
    "Chakri Memorial Day": _("Chakri Memorial Day"),
    "Chinese New Year": _("Chinese New Year"),
    "Christmas Day": _("Christmas Day"),
    "Constitution Day": _("Constitution Day"),
    "Coronation Day": _("Coronation Day"),
    "Day of Victory over the Genocidal Regime": _("Day of Victory over the Genocidal Regime"),
    "Diwali": _("Diwali"),
    "Eid al-Adha": _("Eid al-Adha"),
    "Fifth Day of Lunar New Year": _("Fifth Day of Lunar New Year"),
    "Fourth Day of Lunar New Year": _("Fourth Day of Lunar New Year"),
    "Full Moon Day of Kason": _("Full Moon Day of Kason"),
    "Full Moon Day of Tabaung": _("Full Moon Day of Tabaung"),
    "Full Moon Day of Tazaungmon": _("Full Moon Day of Tazaungmon"),
    "Full Moon Day of Waso": _("Full Moon Day of Waso"),
    "HM King Bhumibol Adulyadej Memorial Day": _("HM King Bhumibol Adulyadej Memorial Day"),
    "HM King Bhumibol Adulyadej the Great's Birthday": _(
        "HM King Bhumibol Adulyadej the Great's Birthday"
    ),
    "HM King Chulalongkorn Memorial Day": _("HM King Chulalongkorn Memorial Day"),
    "HM King Maha Vajiralongkorn's Birthday": _("HM King Maha Vajiralongkorn's Birthday"),
    "HM King Norodom Sihamoni's Birthday": _("HM King Norodom Sihamoni's Birthday"),
    "HM King Norodom Sihamoni's Coronation Day": _("HM King Norodom Sihamoni's Coronation Day"),
    "HM King Norodom Sihanouk Mourning Day": _("HM King Norodom Sihanouk Mourning Day"),
    "HM Queen Norodom Monineath Sihanouk the Queen-Mother's Birthday": _(
        "HM Queen Norodom Monineath Sihanouk the Queen-Mother's Birthday"
    ),
    "HM Queen Sirikit The Queen Mother's Birthday": _(
        "HM Queen Sirikit The Queen Mother's Birthday"
    ),
    "HM Queen Suthida's Birthday": _("HM Queen Suthida's Birthday"),
    "Hung Kings' Commemoration Day": _("Hung Kings' Commemoration Day"),
    "Independence Day": _("Independence Day"),
    "International Labor Day": _("International Labor Day"),
    "International New Year Day": _("International New Year Day"),
    "International Women's Rights Day": _("International Women's Rights Day"),
    "Karen New Year": _("Karen New Year"),
    "Khmer New Year's Day": _("Khmer New Year's Day"),
    "Lao National Day": _("Lao National Day"),
    "Lao New Year's Day": _("Lao New Year's Day"),
    "Liberation Day/Reunification Day": _("Liberation Day/Reunification Day"),
    "Lunar New Year": _("Lunar New Year"),
    "Lunar New Year's Eve": _("Lunar New Year's Eve"),
    "Makha Bucha": _("Makha Bucha"),
    "Martyrs' Day": _("Martyrs' Day"),
    "May Day": _("May Day"),
    "Myanmar New Year": _("Myanmar New Year"),
    "National Children's Day": _("National Children's Day"),
    "National Day": _("National Day"),
    "National Father's Day": _("National Father's Day"),
    "National Independence Day": _("National Independence Day"),
    "National Labor Day": _("National Labor Day"),
    "National Mother's Day": _("National Mother's Day"),
    "New Year's Day": _("New Year's Day"),
    "New Year's Eve": _("New Year's Eve"),
    "Pchum Ben Day": _("Pchum Ben Day"),
    "Peace Day in Cambodia": _("Peace Day in Cambodia"),
    "Peasants' Day": _("Peasants' Day"),
    "Royal Ploughing Ceremony": _("Royal Ploughing Ceremony"),
    "Second Day of Lunar New Year": _("Second Day of Lunar New Year"),
    "Songkran Festival": _("Songkran Festival"),
    "Thadingyut Holidays": _("Thadingyut Holidays"),
    "Third Day of Lunar New Year": _("Third Day of Lunar New Year"),
    "Union Day": _("Union Day"),
    "Vietnam Cultural Day": _("Vietnam Cultural Day"),
    "Visaka Bochea Day": _("Visaka Bochea Day"),
    "Visakha Bucha": _("Visakha Bucha"),
    "Water Festival": _("Water Festival"),
}
KINDS: dict[str, Sentence] = {
    "in lieu": _("%(holiday)s (in lieu)"),
    "observed": _("%(holiday)s (observed)"),
    "estimated": _("%(holiday)s (estimated)"),
}
KIND = re.compile(r"(?P<holiday>.+) \((?P<kind>[^()]+)\)")
EXCHANGED = re.compile(r"Day off \(substituted from (?P<day>\d{4}-\d{2}-\d{2})\)")
SEPARATOR = "; "


def in_reader_words(name: str) -> str:
    """Return an English name of the package in the language of the reader, each of several."""
    return SEPARATOR.join(part_in_words(part) for part in name.split(SEPARATOR))


def part_in_words(name: str) -> str:
    """Return one name in the language of the reader, with what the package adds to it."""
    exchanged = EXCHANGED.fullmatch(name)
    if exchanged:
        day = date_format(date.fromisoformat(exchanged["day"]), "DATE_FORMAT")
        return gettext("Day off (substituted from %(day)s)") % {"day": day}
    added = KIND.fullmatch(name)
    if added and added["kind"] in KINDS:
        return str(KINDS[added["kind"]]) % {"holiday": part_in_words(added["holiday"])}
    return str(NAMES.get(name, name))
