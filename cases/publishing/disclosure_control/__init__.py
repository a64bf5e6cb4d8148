"""Keeping published numbers from singling anybody out: small cells of attributes, and their sums.

Pure: nothing here reads the database. A number has an address (`cells`), and numbers that are
published together hang together by sums: a total and its parts, in as many tables as name them.

Totals name nobody by an attribute and are told exactly. Of attributes, counts from 1 to k - 1 are
told as "fewer than k", and as many others as ranges as it takes that no small one follows from
what is told. k = 11 is the threshold of the Counter-Trafficking Data Collaborative for its global
data set (CTDC codebook, 2017): https://www.ctdatacollaborative.org/.
"""

from cases.publishing.disclosure_control.intervals import Interval
from cases.publishing.disclosure_control.spoken import Rules, Spoken, spoken
from cases.publishing.disclosure_control.values import Sum, Tables

__all__ = ["Interval", "Rules", "Spoken", "Sum", "Tables", "spoken"]
