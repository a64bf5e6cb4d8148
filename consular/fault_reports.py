"""What a report of a fault holds, by mail or on a page: its class and the places it passed.

Django's own report shows the variables of every frame, the form that was sent and the settings;
here these are names, numbers and stories of people. Nothing sends such reports now: whoever turns
them on, or `DEBUG`, gets these.
"""

import traceback
from collections.abc import ItemsView
from types import TracebackType
from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

HEADING = "A fault of the system; its words are left out, since they may quote what was entered."


class BareFilter(SafeExceptionReporterFilter):
    """Lets nothing of the request, of the frames or of the settings through."""

    def is_active(self, request: HttpRequest | None) -> bool:
        """Always, whatever the mode."""
        return True

    def get_safe_settings(self) -> dict[str, Any]:
        return {}

    def get_safe_request_meta(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def get_safe_cookies(self, request: HttpRequest) -> dict[str, Any]:
        return {}

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(
        self, request: HttpRequest, tb_frame: Any
    ) -> ItemsView[str, Any]:
        return dict[str, Any]().items()


class BareReporter(ExceptionReporter):
    """Class and places, as text and as the same text in a page."""

    exc_type: type[BaseException] | None
    tb: TracebackType | None

    def get_traceback_text(self) -> SafeString:
        frames = traceback.extract_tb(self.tb)
        places = [f"  {each.filename}:{each.lineno} {each.name}" for each in frames]
        kind = self.exc_type.__name__ if self.exc_type else "unknown"
        return SafeString("\n".join([HEADING, "", kind, *places, ""]))

    def get_traceback_html(self) -> SafeString:
        text = str(self.get_traceback_text())
        return format_html("<!DOCTYPE html><title>{}</title><pre>{}</pre>", HEADING, text)
