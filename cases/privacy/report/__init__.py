"""The report to a person: everything that is held on her, as far as the reader sees it.

`sections.py` says which tables belong to it, `columns.py` what of them is left out and why,
`gather.py` reads them, `accesses.py` who looked, `former.py` what stood there before.
"""

from cases.privacy.report.gather import Report, report_of

__all__ = ["Report", "report_of"]
