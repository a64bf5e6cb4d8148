"""Codes of passports, visas and cards for machines (ICAO Doc 9303)."""

from cases.citizens.mrz.faults import Fault
from cases.citizens.mrz.reading import Reading, read_mrz
from cases.citizens.mrz.repairs import Repair
from cases.citizens.mrz.says import Says, fits, says

__all__ = ["Fault", "Reading", "Repair", "Says", "fits", "read_mrz", "says"]
