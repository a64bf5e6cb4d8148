"""Pages are compressed on the way: at 50 kB/s a work list of 60 kB is a second sooner there.

Pages alone. Static files are compressed once, when they are collected; answers of the API keep
their ETag, which names a version. Django adds random bytes to each compressed page and masks the
token of its forms anew each time, so that the length of a page tells nothing of what is in it
(BREACH).
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressedPages(GZipMiddleware):
    """Compress what is HTML for browsers that take it."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Return the response, compressed when it is a page."""
        if not response.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)
