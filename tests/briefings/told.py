"""Values of an invented briefing, told without a database."""

from typing import Any

from cases.briefings.composing.told import Count, Said, Told

EVENING = "2025-10-22T23:59:59.999999+07:00"
MORNING = "2025-11-01T07:00:59.999999+07:00"
PAPER = ("Invented Paper", "2025-11-06", "https://paper.example/1")
OTHER = ("Invented Times", "", "https://times.example/2")


def said(**values: Any) -> Said:
    """Return what an invented source said of those in Thailand."""
    return Said(
        **{
            "metric": "present",
            "country": "TH",
            "value": 70,
            "men": None,
            "women": None,
            "qualifier": "about",
            "as_of": "2025-10-22T23:59:00+07:00",
            "is_day": True,
            "zone": "Asia/Bangkok",
            "outlets": (PAPER, OTHER),
            "is_disputed": False,
            "ours": 70,
            "gap": "same",
            **values,
        }
    )


def told(**values: Any) -> Told:
    """Return the values of a note as of the evening of 22 October 2025.

    Where others are present than usual, nothing else is known of those in Thailand.
    """
    if "present" in values:
        there = sum(row.count for row in values["present"] if row.key == "TH")
        unknown = (Count("", there),) if there else ()
        values = {"sexes": unknown, "ages": unknown, "holders": unknown, "crossed": there} | values
    return Told(
        **{
            "kind": "note",
            "number": "BR-2025-0001",
            "incident": "2025-10-invented",
            "titles": ("Invented compounds", "Khu hư cấu", "Centres inventés"),
            "as_of": EVENING,
            "is_day": True,
            "known_at": "2025-10-22T23:59:29+07:00",
            "zone": "Asia/Bangkok",
            "country": "TH",
            "embassies": ("TH", "MM"),
            "counted": 120,
            "cases": 120,
            "present": (Count("TH", 70), Count("MM", 50)),
            "crossed": 70,
            "sexes": (Count("f", 20), Count("m", 50)),
            "ages": (Count("adult", 70),),
            "holders": (Count("immigration", 50), Count("", 20)),
            "stages": (Count("reported", 100), Count("verified", 20)),
            "outcomes": (),
            "missions": (Count("BKK", 80), Count("RGN", 40)),
            "mission_names": (("BKK", "Embassy B", "ĐSQ B", "Ambassade B"),),
            "asked": (),
            "waiting": (),
            "said": (said(),),
            "before": None,
            "smallest": 11,
            **values,
        }
    )
