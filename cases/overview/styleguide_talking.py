"""What the style guide shows of talking: the rules before a call, what stays open of a case."""

from typing import Any

from cases.casework.stays_open import Open


def talking() -> dict[str, Any]:
    """Return rules of safe contact outside their hours and within, and lines of what stays open."""
    rows = [
        {"label": "Number or account to use", "value": "Phone: +66 00 000 0000"},
        {"label": "Hours", "value": "19:00 to 21:00, Bangkok time"},
        {"label": "Who we say we are", "value": "A cousin"},
        {"label": "What is never done", "value": "No word on an answering machine"},
    ]
    late = "Do not call now: it is 23:10 there (Bangkok time), outside the hours."
    return {
        "safe": [
            {"rows": rows, "warning": late, "phrase": "The mangoes are late this year."},
            {"rows": rows[:2], "warning": "", "phrase": "", "record": "From another record"},
        ],
        "stays_open": [
            {
                "lines": [
                    Open("Asked on 22 Oct 2025 and not answered: Invented office", "#"),
                    Open("Welfare check, 30 days after the return, due on 21 Nov 2025"),
                ],
            },
            {
                "label": "Steps",
                "count": 5,
                "is_long": True,
                "lines": [Open(f"Invented step {number}: To do", "#") for number in range(1, 6)],
            },
        ],
    }
