"""What arrives is looked at before anything is done with it: size, characters, no files.

Refused here, before a transaction is open, with a sentence: a method that no page has, a body too
large, a form that cannot be read, another character set than UTF-8 (Python would take it for a
codec of its own, such as `rot13`, for the query too), and every file, unless the view of the
address is marked by `takes_file` and somebody is logged in.
"""

import codecs
from collections.abc import Callable, Collection
from typing import Any

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
)
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _

from cases.core.errors import Refused, Sentence
from cases.core.fields.files import as_words

BODILESS = frozenset({"GET", "HEAD"})
METHODS = ("GET", "HEAD", "POST")
FORMS = frozenset({"multipart/form-data", "application/x-www-form-urlencoded"})
LONGEST_NUMBER = 12
TIMES_TOO_LARGE = 3


class FileSentError(MultiPartParserError):
    """A form carries a file."""


class RefuseFiles(FileUploadHandler):
    """The only upload handler: not a byte of a file is kept, in memory or on the disk."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Stop at the head of the first file."""
        raise FileSentError

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Never reached: `new_file` has stopped."""
        return None

    def file_complete(self, file_size: int) -> None:
        """Never reached: `new_file` has stopped."""


def takes_file[V](most_bytes: int) -> Callable[[V], V]:
    """Mark a view that takes one file of at most `most_bytes`, or that much JSON."""

    def mark(view: V) -> V:
        view.most_bytes = most_bytes  # type: ignore[attr-defined] # a mark on a view
        return view

    return mark


class KeepFile(FileUploadHandler):
    """Keeps one file of bounded size in memory, never on the disk; of a stranger's not a byte."""

    def __init__(self, request: HttpRequest, most_bytes: int) -> None:
        super().__init__(request)
        self.most_bytes = most_bytes
        self.pieces: list[bytes] = []
        self.is_known: bool = request.user.is_authenticated
        self.count = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file; a second one stops the whole."""
        super().new_file(*args, **kwargs)
        self.count += 1
        if self.count > 1:
            raise FileSentError
        if not self.is_known:
            # The page that asks to log in comes next; the file is chosen again after it.
            raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Keep a piece; too much of it stops the whole."""
        if start + len(raw_data) > self.most_bytes:
            raise RequestDataTooBig
        self.pieces.append(raw_data)
        return None

    def file_complete(self, file_size: int) -> SimpleUploadedFile:
        """Return the whole file."""
        return SimpleUploadedFile(self.file_name or "", b"".join(self.pieces))


def receive(request: HttpRequest) -> Refused | None:
    """Read the whole request; return why it is refused, None when it can be worked with."""
    if request.method not in METHODS and (methods := methods_at(request)):
        return no_such_method(methods)
    if not is_utf8(request.content_params):
        request.encoding = "utf-8"
        return not_utf8()
    try:
        receive_body(request)
    except FileSentError:
        return no_files()
    except SuspiciousOperation:
        keep_words_of(request)
        return too_large(taken_at(request) if is_form_with_file(request) else 0)
    except (MultiPartParserError, BadRequest, UnreadablePostError):
        return unreadable()
    return None


def receive_body(request: HttpRequest) -> None:
    """Read the whole body, so that its size is checked before a transaction is open."""
    if request.method in BODILESS:
        return
    told = request.META.get("CONTENT_LENGTH") or "0"
    is_number = told.isascii() and told.isdigit() and len(told) <= LONGEST_NUMBER
    usual = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
    most_bytes = taken_at(request)
    if not is_number or int(told) > usual + most_bytes * 4 // 3:
        # Django limits fields but not files: it would read a file of any size to its end.
        raise RequestDataTooBig
    if most_bytes and is_form_with_file(request):
        read_with_file(request, most_bytes)
        return
    if request.content_type in FORMS:
        request.POST  # noqa: B018 - reading it is the point
    elif most_bytes and int(told) > usual:
        # Django's own limit of a body is for words; base64 takes a third more than the file.
        request._body = request.read(int(told))
    else:
        request.body  # noqa: B018 - as above


def taken_at(request: HttpRequest) -> int:
    """Return how large a file may be that is sent to this address, 0 where none is taken."""
    try:
        view: Any = resolve(request.path_info).func
    except Resolver404:
        return 0
    marked = getattr(view, "most_bytes", 0) or getattr(getattr(view, "cls", None), "most_bytes", 0)
    return int(marked)


def read_with_file(request: HttpRequest, most_bytes: int) -> None:
    """Read a form with one file, which then stands among its words under its name."""
    request.upload_handlers = [KeepFile(request, most_bytes)]
    words = request.POST.copy()
    for name, file in request.FILES.items():
        assert isinstance(file, SimpleUploadedFile)
        words[name] = as_words(file.name or "", file.read())
    request.POST = words  # type: ignore[assignment] # a form that can be read, too


def keep_words_of(request: HttpRequest) -> None:
    """Read the fields of a form that is too large, so that the page can give them back.

    Only for whoever is logged in, and only up to a few times what is taken: a body is memory.
    """
    request.too_large = QueryDict()  # type: ignore[attr-defined] # read by core.problem_pages
    told = request.META.get("CONTENT_LENGTH") or "0"
    most = TIMES_TOO_LARGE * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)
    is_form = request.content_type == "application/x-www-form-urlencoded"
    is_number = told.isascii() and told.isdigit() and len(told) <= LONGEST_NUMBER
    if not (is_form and is_number and int(told) <= most and request.user.is_authenticated):
        return
    body = request.read(int(told))
    try:
        words = QueryDict(body, encoding="utf-8")
    except (TooManyFieldsSent, UnicodeDecodeError):
        return
    request.too_large = words  # type: ignore[attr-defined] # as above


def is_utf8(parameters: dict[str, str] | None) -> bool:
    """Return whether the content type names UTF-8, or no character set at all."""
    named = (parameters or {}).get("charset")
    if named is None:
        return True
    try:
        return codecs.lookup(named).name == "utf-8"
    except (LookupError, ValueError):
        return False


def methods_at(request: HttpRequest) -> list[str]:
    """Return the methods that are taken at an address; none where there is nothing in the API."""
    try:
        view: Any = resolve(request.path_info).func
    except Resolver404:
        return list(METHODS)
    kind = getattr(view, "cls", None)
    if kind is None:
        return list(METHODS)
    handled = {"GET": "get", "HEAD": "get", "POST": "post"}
    return [name for name in METHODS if hasattr(kind, handled[name])]


def no_such_method(taken: Collection[str] = METHODS) -> Refused:
    """405: Django's own pages would answer any method as if it were GET."""
    named = [name for name in taken if name != "HEAD"]
    sentence: Sentence = _("Only GET and POST are taken here.")
    if len(named) == 1:
        sentence = _("Only %(method)s is taken here.") % {"method": named[0]}
    return Refused(sentence, "method_not_allowed", 405)


def is_form_with_file(request: HttpRequest) -> bool:
    """Return whether a page sends a file."""
    return request.content_type == "multipart/form-data"


def too_large(most_bytes: int = 0) -> Refused:
    """413: more than a form or a call may carry; `most_bytes` where it is the file."""
    if most_bytes:
        words = _("The file is too large: at most %(most)s MB are taken here.")
        return Refused(words % {"most": most_bytes // 1_000_000}, "too_large", 413)
    return Refused(_("This is too large to be taken."), "too_large", 413)


def unreadable() -> Refused:
    """400: the body is not what its type says."""
    return Refused(_("What was sent cannot be read."), "unreadable", 400)


def not_utf8() -> Refused:
    """415: another character set."""
    return Refused(_("Only text in UTF-8 is taken."), "not_utf8", 415)


def no_files() -> Refused:
    """415: nothing takes files."""
    return Refused(_("Files are not taken here. Send the form without a file."), "no_files", 415)
