"""From values and free sentences to the three sheets, and from a sheet to its file."""

import json
from datetime import datetime
from typing import Any

from cases.briefings.choices import SheetLanguage
from cases.briefings.composing import Told, composed
from cases.briefings.models import Briefing
from cases.letters.press import Printed, fonts, pressed, printed_words, unprintable_in

TEMPLATE = "briefing"


def composed_sheet(briefing: Briefing, language: str) -> dict[str, Any]:
    """Return the sheet of a briefing in one language, composed from its frozen values."""
    told = Told.thawed(briefing.values, briefing.left_out)
    sheet = composed(told, briefing.words.get(language, {}), language).frozen()
    stored: dict[str, Any] = json.loads(json.dumps(sheet))
    return stored


def sheet_of(briefing: Briefing, language: str) -> dict[str, Any]:
    """Return a sheet as page, text and print tell it: a mark for what no font here can print."""
    data = printed_words({"sheet": composed_sheet(briefing, language)})
    sheet: dict[str, Any] = data["sheet"]
    note = [data["unprinted"]] if "unprinted" in data else []
    return sheet | {"notes": [*sheet["notes"], *note]}


def sheets_of(briefing: Briefing) -> dict[str, dict[str, Any]]:
    """Return language -> sheet."""
    return {language: sheet_of(briefing, language) for language in SheetLanguage.values}


def left_out_words(briefing: Briefing) -> str:
    """Return the words that no font here can print: on its sheets a mark stands in their place."""
    sheets = [composed_sheet(briefing, language) for language in SheetLanguage.values]
    return " ".join(unprintable_in(sheets))


def printed(sheets: list[dict[str, Any]], moment: datetime, *, is_draft: bool) -> list[Printed]:
    """Print sheets in one go; `moment` is that of the file, so that it comes out the same again."""
    data = [
        {"sheet": sheet, "draft": is_draft, "fonts": fonts(), "timestamp": int(moment.timestamp())}
        for sheet in sheets
    ]
    return pressed([(TEMPLATE, one) for one in data])
