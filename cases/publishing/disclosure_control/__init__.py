"""Keeping published numbers from singling anybody out: small cells, sums, and what went before.

Pure: nothing here reads the database. A number has an address (`cells`), and numbers that are
published together hang together by sums: a total and its parts, in as many tables as name them.

Counts from 1 to k - 1 are suppressed, and as many others as it takes that nobody who has all
published numbers can narrow a suppressed one to a range smaller than k. Nought stays nought: it
tells of nobody. k = 11 is the threshold of the Counter-Trafficking Data Collaborative for its
global data set (CTDC codebook, 2017): https://www.ctdatacollaborative.org/.
"""

from cases.publishing.disclosure_control.followed import as_published, lies_close
from cases.publishing.disclosure_control.intervals import Interval
from cases.publishing.disclosure_control.rounding import base_for, rounded
from cases.publishing.disclosure_control.spoken import (
    Rules,
    Spoken,
    about,
    nearest,
    said_alone,
    spoken,
    wide_base_for,
)
from cases.publishing.disclosure_control.suppressing import suppressed
from cases.publishing.disclosure_control.values import (
    EXACT,
    HIDDEN,
    ROUNDED,
    Published,
    Sum,
    Tables,
)

__all__ = [
    "EXACT",
    "HIDDEN",
    "ROUNDED",
    "Interval",
    "Published",
    "Rules",
    "Spoken",
    "Sum",
    "Tables",
    "about",
    "as_published",
    "base_for",
    "lies_close",
    "nearest",
    "rounded",
    "said_alone",
    "spoken",
    "suppressed",
    "wide_base_for",
]
