"""How many calls of the API are answered in a minute, by kind, for each token."""

from typing import Final

from consular.env import WrongSettingError

USUAL: Final = {"reads": 1200, "writes": 240, "searches": 60, "bulk": 20, "strangers": 60}
LONGEST: Final = 7


def allowances_of(words: str) -> dict[str, int]:
    """Read `reads=2400, bulk=40`; a kind that is not named keeps its usual number."""
    found = dict(USUAL)
    for word in filter(None, (part.strip() for part in words.split(","))):
        kind, _equals, number = word.partition("=")
        is_number = number.isascii() and number.isdecimal() and len(number) <= LONGEST
        if kind not in USUAL or not is_number or not int(number):
            raise WrongSettingError(
                "API_CALLS_A_MINUTE must look like reads=1200, writes=240; the kinds are "
                f"{', '.join(USUAL)}."
            )
        found[kind] = int(number)
    return found
