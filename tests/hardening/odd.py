"""Values that nobody types by mistake only: what a browser, a script or an attacker may send."""

from typing import Any

from tests.sweeps import IS_AUDIT

HUGE = 10**400
WORDS = (
    "\x00",
    "a\x00b",
    "x" * 20_000,
    "9" * 5000,
    *(str(number) for number in (2**31, 2**63, -(2**63) - 1, 2**64, -1, 0, HUGE)),
    *("1e999", "NaN", "Infinity", "0x10", "1_000", "²", "١٢", "½"),
    *("0000-00-00", "0000-01-01", "0001-01-01", "10000-01-01", "2025-02-29", "2025-02-30"),
    *("2025-10-22T24:00+00:00", "2025-10-22T14:30+99:99", "2025-10-22T14:30:99Z"),
    *("9999-12-31T23:59:59-23:59", "0001-01-01T00:00+23:59", "2025-W01", "20251022", "12:60"),
    *("\u202e\u200b", "\u200b", "\ufeff", "\uffff", "\U0010ffff", "\ue000"),
    *("a\u0301" * 300, "\ufdfa" * 150, "\u0e33" * 200, "\U0001f3f3\ufe0f\u200d\U0001f308" * 50),
    *(
        "'; DROP TABLE cases_case --",
        "../../etc/passwd",
        "{{7*7}}",
        "%s%n%(x)s",
        "=1+1",
        "\r\n\r\n",
    ),
    *("[]", "{}", "null", "true", "-", ".", "/", "\\", "%00", "<script>alert(1)</script>"),
)
VALUES: tuple[Any, ...] = (
    *WORDS,
    *("\ud800", "a\udfff"),
    *(HUGE, -HUGE, 2**31, 2**63, 2**64, -1, 0, 1.5, 1e308, float("inf"), float("nan")),
    *(True, False, None, [], {}, [[]], [{}], [None], ["\x00"], [HUGE], [2**63], {"a": 1}),
    *([1] * 2000, ["x"] * 1001, ["a" * 200], ["9" * 5000], ["\ud800"], [["x"]]),
    [[[[[[[[[["deep"]]]]]]]]]],
)


def some[T](values: tuple[T, ...], at: int, how_many: int) -> list[T]:
    """Return a few of the values, others for each place, so that together all are tried."""
    if IS_AUDIT:
        return list(values)
    return [values[(at * how_many + step) % len(values)] for step in range(how_many)]
