"""What the style guide shows of files: one with words, one of a group, one that is hidden."""

from datetime import datetime
from typing import Any


def files(day: datetime) -> dict[str, Any]:
    """Return files in each state."""
    line = {"title": "Scan: Passport C0000000", "by": "Trần Văn Thử", "at": day, "group": ""}
    shown = line | {"name": "hộ-chiếu.pdf", "facts": "PDF · 2 pages · 1.2 MB", "url": "#"}
    return {
        "files": [
            shown | {"words": "The page with the photo"},
            shown | {"title": "Result: Screening", "group": "Health"},
            line | {"hidden": "Hidden: needs a role that reads the group “Money”."},
        ]
    }
