"""The description as this server gives it out: the kept document, made ready once.

To make it anew from the code takes seconds, and whoever has no account may ask for it; a test holds
the kept document to the code.
"""

import json
from functools import cache
from typing import Final

from drf_spectacular.views import SpectacularAPIView

from cases.exchange.description.files import DOCUMENT

FORMS: Final = {row.format: row for row in SpectacularAPIView.renderer_classes}


@cache
def rendered(form: str, cookie: str) -> bytes:
    """Return the document in one form, with the name that the cookie of a session has here."""
    document = json.loads(DOCUMENT.read_bytes())
    document["components"]["securitySchemes"]["session"]["name"] = cookie
    written = FORMS[form]().render(document, renderer_context={})
    assert isinstance(written, bytes)
    return written
