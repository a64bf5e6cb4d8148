"""Pages are compressed on the way: at 50 kB/s a work list of 60 kB is a second sooner there.

Pages, and static files where nobody compressed them beforehand: in production they are compressed
when they are collected; on the one laptop that serves a border room each is compressed once and
kept. Answers of the API keep their ETag, which names a version. Django adds random bytes to each
compressed page and masks the token of its forms anew each time, so that the length of a page tells
nothing of what is in it (BREACH).
"""

import gzip
import re
from collections.abc import Callable

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

TAKES_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")
WORTH_IT = ("text/", "application/json", "application/wasm", "image/svg+xml")


class CompressedPages(GZipMiddleware):
    """Compress what is HTML for browsers that take it."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Return the response, compressed when it is a page."""
        if not response.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)


class CompressedFiles:
    """Compress static files that come as they are, each once; they hold no secret of anybody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.kept: dict[str, tuple[str, bytes]] = {}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Return the answer, compressed when it is a whole file that gains by it."""
        answer = self.get_response(request)
        if not request.path_info.startswith(settings.STATIC_URL):
            return answer
        if not isinstance(answer, FileResponse) or not is_plain(answer):
            return answer
        patch_vary_headers(answer, ["Accept-Encoding"])
        taken = request.headers.get("accept-encoding", "")
        if request.method != "GET" or not TAKES_GZIP.search(taken):
            return answer
        return self.compressed(request.path_info, answer)

    def compressed(self, path: str, answer: FileResponse) -> HttpResponseBase:
        """Return the same answer with its content compressed."""
        state = answer.get("Last-Modified", "")
        was, content = self.kept.get(path, ("", b""))
        if not content or was != state:
            content = gzip.compress(b"".join(answer), 9, mtime=0)
            self.kept[path] = (state, content)
        # The file alone: an answer that is closed ends the request.
        if answer.file_to_stream is not None:
            answer.file_to_stream.close()
        short = HttpResponse(content, status=answer.status_code)
        for name, value in answer.items():
            short[name] = value
        short["Content-Encoding"] = "gzip"
        short["Content-Length"] = str(len(content))
        return short


def is_plain(answer: FileResponse) -> bool:
    """Return whether an answer is a whole file, not compressed yet, of a kind that gains by it."""
    is_whole = answer.status_code == 200 and "Content-Encoding" not in answer
    return is_whole and answer.get("Content-Type", "").startswith(WORTH_IT)
