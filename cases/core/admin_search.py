"""Searching a list of the admin: the words are sent in a body and kept in the session.

An address is kept by browsers, proxies and logs; a name or a passport number searched for has no
place in one. The address of a result holds a random word instead, which means something only to
the session that searched. A case number or the id of a record may stand there, being no secret.
"""

import re
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.admin.views.main import ERROR_FLAG, PAGE_VAR, SEARCH_VAR
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cases.core.admin_listed import ShownList
from cases.core.searched import keep_words, kept_words, searchable

MARK = "_search"
REFERENCE = re.compile(r"[A-Z]{3}-[0-9]{4}-[0-9]{5,12}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class SearchedList(ShownList):
    """A list that shows the words that were searched for, not what stands for them."""

    def __init__(self, request: HttpRequest, *args: Any, **options: Any) -> None:
        super().__init__(request, *args, **options)
        self.query = words_for(request, self.query) or ""


def is_search(request: HttpRequest) -> bool:
    """Return whether the form of the search was sent."""
    return request.method == "POST" and MARK in request.POST


def remember_search(request: HttpRequest) -> HttpResponse:
    """Keep the words in the session and lead to the list with what stands for them."""
    query = request.GET.copy()
    for name in (SEARCH_VAR, PAGE_VAR, ERROR_FLAG):
        query.pop(name, None)
    words = searchable(request.POST.get(SEARCH_VAR, ""))
    if REFERENCE.fullmatch(words):
        query[SEARCH_VAR] = words
    elif words:
        query[SEARCH_VAR] = keep_words(request.session, words)
    return redirect(f"{request.path}?{query.urlencode()}" if query else request.path)


def words_for(request: HttpRequest, token: str) -> str | None:
    """Return what an address stands for; None when this session knows nothing of it."""
    if not token or REFERENCE.fullmatch(token):
        return token
    return kept_words(request.session, token)


def phrase(words: str, fields: Sequence[str]) -> str:
    """Return the words as one where a column must begin with them: a whole name, not each part."""
    begins = any(field.endswith("__istartswith") for field in fields)
    return f'"{words}"' if begins and " " in words and '"' not in words else words


def tell_unknown(request: HttpRequest) -> None:
    """Say that the words of this address are not kept here."""
    messages.warning(request, _("This search is no longer known. Type the words again."))
