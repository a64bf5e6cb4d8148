"""Births and ages as they are told: behind words that announce them, with months in letters.

Source: domain facts, sections 6 and 8. What says when somebody was born is brought into figures,
or taken out as an age. Two figures alone may be an age or a year, of our calendar or the Buddhist.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from cases.citizens.birth_dates import read_birth_date
from cases.citizens.months import MONTH_NAMES

OLDEST: Final = 110
MONTH: Final = f"(?:{MONTH_NAMES.pattern})"
BEFORE: Final = r"(?<![^\W\d_])"
"""No letter stands before."""
MARKS: Final = "[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u102b-\u103e]"
ANNOUNCED: Final = re.compile(
    rf"{BEFORE}(?:sinh (?:ngày|năm|tháng|ngay|nam|thang)|(?:ngày|năm|ngay|nam) sinh|(?-i:sinh)|năm"
    r"|ngày|s\.?n\.?|n\.?s\.?|d\.?o\.?b\.?|y\.?o\.?b\.?|date of birth|year of birth"
    r"|born(?: on| in)?|b\.|née?(?: en| le)?|วันเกิด|เกิด ?(?:ปี|วันที่|เมื่อ)?|ปี|မွေး(?:သက္ကရာဇ်|နေ့|နှစ်)?"
    r"|(?:เกิด ?)?(?:พ\.? ?ศ|ค\.? ?ศ)\.?|b\.e\.|a\.d\.)[\s.:]*(?=[('’]?[0-9])",
    re.IGNORECASE,
)
AGED: Final = re.compile(
    rf"{BEFORE}(?:aged?|tuổi|tuoi|อายุ|အသက်|âgée? de)[\s.:]*\(?([0-9]{{1,3}})\)?(?![0-9])"
    rf"(?:\s*(?:ปี|နှစ်|tuổi|tuoi|ans|years?(?: old)?|yrs?){MARKS}*)?",
    re.IGNORECASE,
)
OF_AGE: Final = re.compile(
    r"(?<![\w./+-])\(?([0-9]{1,3})\)?\s*(?:tuổi|tuoi|t|y\.?/?o\.?|y|yrs?|years?)(?:\s+old)?"
    rf"(?:\b|(?<=\.))|(?<![\w./+-])\(?([0-9]{{1,3}})\)?\s*(?:ปี|နှစ်|岁|歲|ans\b){MARKS}*",
    re.IGNORECASE,
)
ALONE: Final = re.compile(
    r"(?P<said>\0)?(?<![\w./+*…-])(?<![0-9]\s)(?:\((?P<age>[0-9]{1,2})\)|(?P<short>['’])?"
    r"(?P<year>[0-9]{2}))(?![\w/*…-]|\.[0-9.]|\s+[0-9])"
)
IN_LETTERS: Final = re.compile(
    rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th|er)?[\s.\-]*{MONTH}[\s.,\-]*(?:[0-9]{{4}}|[0-9]{{2}})"
    rf"|{MONTH}[\s.\-]*(?:[0-9]{{1,2}}(?:st|nd|rd|th)?,?\s+)?[0-9]{{4}})(?![0-9])",
    re.IGNORECASE,
)
WHOLE: Final = re.compile(
    r"(?:ngày\s*|ngay\s*)?([0-9]{1,2})\s*th[áa]ng\s*([0-9]{1,2})\s*(?:n[ăa]m|[/,-])?\s*([0-9]{4})",
    re.IGNORECASE,
)
OF_MONTH: Final = re.compile(
    rf"{BEFORE}th[áa]ng\s*([0-9]{{1,2}})\s*(?:n[ăa]m|[/,-])?\s*([0-9]{{4}})", re.IGNORECASE
)
CHINESE: Final = re.compile(r"([0-9]{4})年(?:([0-9]{1,2})月)?(?:([0-9]{1,2})日)?生?")


APART: Final = " ; "
"""Takes the place of what was taken out, so that what stood beside it is not joined."""
SAID: Final = "\0"
"""Stands where a word announced what follows it."""


@dataclass(slots=True)
class ToldBirths:
    """What was taken out: ages, and years of two figures. `rest` has what is left."""

    rest: str = ""
    ages: list[int] = field(default_factory=list)
    short_years: list[int] = field(default_factory=list)


def told_births(text: str, today: date) -> ToldBirths:
    """Take ages and short years out of a text whose digits are ours; bring dates into figures."""
    found = ToldBirths()

    def aged(match: re.Match[str]) -> str:
        age = int(next(group for group in match.groups() if group))
        if age > OLDEST:
            return match[0]
        found.ages.append(age)
        return APART

    def alone(match: re.Match[str]) -> str:
        number = int(match["age"] or match["year"])
        if match["year"]:
            found.short_years.append(number)
        if match["age"] or not (match["said"] or match["short"]):
            found.ages.append(number)
        return APART

    def in_figures(match: re.Match[str]) -> str:
        read = read_birth_date(match[0], today).birth
        return f" {read} " if read else match[0]

    line = WHOLE.sub(r"\1/\2/\3", text)
    line = OF_MONTH.sub(r"\1/\2", line)
    line = CHINESE.sub(lambda match: "-".join(filter(None, match.groups())), line)
    line = IN_LETTERS.sub(in_figures, line)
    line = OF_AGE.sub(aged, AGED.sub(aged, line))
    found.rest = ALONE.sub(alone, ANNOUNCED.sub(f" {SAID}", line)).replace(SAID, " ")
    return found
