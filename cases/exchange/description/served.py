"""The description as this server gives it out: the kept document, made ready once.

To make it anew from the code takes seconds, and whoever has no account may ask for it; a test holds
the kept document to the code.
"""

import json
from functools import cache
from typing import Any

from cases.exchange.description.files import DOCUMENT


@cache
def rendered(form: type[Any], cookie: str) -> bytes:
    """Return the document in one form, with the name that the cookie of a session has here."""
    document = json.loads(DOCUMENT.read_bytes())
    document["components"]["securitySchemes"]["session"]["name"] = cookie
    written: bytes = form().render(document, renderer_context={})
    return written
