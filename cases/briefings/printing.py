"""From values and free sentences to the three sheets, and from a sheet to its file."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

from cases.briefings.choices import SheetLanguage
from cases.briefings.composing import Told, composed
from cases.briefings.models import Briefing
from cases.letters.press import Printed, fonts, pressed, unprintable_in

TEMPLATE = "briefing"


def sheet_of(briefing: Briefing, language: str) -> dict[str, Any]:
    """Return the sheet of a briefing in one language, composed from its frozen values."""
    told = replace(Told.thawed(briefing.values), left_out=tuple(briefing.left_out))
    sheet = composed(told, briefing.words.get(language, {}), language).frozen()
    stored: dict[str, Any] = json.loads(json.dumps(sheet))
    return stored


def sheets_of(briefing: Briefing) -> dict[str, dict[str, Any]]:
    """Return language -> sheet."""
    return {language: sheet_of(briefing, language) for language in SheetLanguage.values}


def left_out_words(sheets: dict[str, dict[str, Any]]) -> str:
    """Return the words of sheets that no font here can print: a mark stands in their place."""
    return " ".join(unprintable_in(sheets))


def printed(sheets: list[dict[str, Any]], moment: datetime, *, is_draft: bool) -> list[Printed]:
    """Print sheets in one go; `moment` is that of the file, so that it comes out the same again."""
    data = [
        {"sheet": sheet, "draft": is_draft, "fonts": fonts(), "timestamp": int(moment.timestamp())}
        for sheet in sheets
    ]
    return pressed([(TEMPLATE, one) for one in data])
