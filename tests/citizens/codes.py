"""Codes of invented people, right in every check digit, and what becomes of them on the way."""

from dataclasses import replace

from tests.citizens.mrz.written import Written

PERSONAL = "001199000001"
PASSPORT = Written(
    "TD3",
    "P",
    "VNM",
    "TRAN",
    "THU DUNG",
    "C0000001",
    "VNM",
    "990412",
    "F",
    "340410",
    "001199000001",
)
CARD = Written(
    "TD1",
    "I",
    "VNM",
    "TRAN",
    "THU DUNG",
    "199000001",
    "VNM",
    "990412",
    "F",
    "340410",
    "001199000001",
)
VISA = Written("MRV-A", "V", "THA", "TRAN", "THU DUNG", "T0000001", "VNM", "990412", "F", "340410")
FOREIGN = Written("TD3", "P", "THA", "THONG", "MALEE", "AA0000001", "THA", "880101", "F", "340410")
LONG = replace(PASSPORT, family="NGUYENTHUONGMAIPHUONG", given="THANHTHUYQUYNHANH LAN HUONG")

PRINTED = "TRAN THU DUNG"
MISREAD = PASSPORT.text.replace("C0000001<", "CO000001<")
"""The letter O for the figure 0 in the number."""
SHORT = "\n".join([PASSPORT.lines[0], PASSPORT.lines[1][:-5]])
DAMAGED = (
    PASSPORT.text.lower(),
    PASSPORT.text.replace("<<", "«"),
    "\r\n\r\n".join(f"  {line}\t" for line in PASSPORT.lines),
    PASSPORT.lines[0][:24] + "K" * 20 + "\n" + PASSPORT.lines[1],
    "".join(PASSPORT.lines),
)
HOSTILE = (
    "<script>alert(1)</script>",
    "P<" * 5000,
    "😀" * 44 + "\n" + "😀" * 44,
    "\n" * 900,
    "<" * 44 + "\n" + "<" * 44,
    "0" * 44 + "\n" + "0" * 44,
    "\u202eP<VNM\u0000",
    "'; drop table cases_case; --\n{{ 7*7 }}",
)
