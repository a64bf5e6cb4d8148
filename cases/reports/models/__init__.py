"""Reports that came in about people, and the cases they are linked to."""

from cases.reports.models.link import ReportLink
from cases.reports.models.report import ReceivedReport, ReceivedReportQuerySet

__all__ = ["ReceivedReport", "ReceivedReportQuerySet", "ReportLink"]
