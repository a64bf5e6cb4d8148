"""Parts of a file on a slow line: each is kept until the whole file has come, for a day."""

import re
from typing import Final

from django.core.exceptions import ValidationError
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from cases.core.actor import Actor
from cases.core.errors import Sentence, broken_rule, not_allowed
from cases.core.fields import Upload
from cases.core.pages import page_for
from cases.core.received import takes_file
from cases.core.roles import FILE
from cases.core.store import parts
from cases.files.examining.kinds import MOST_BYTES

MOST_OF_A_PART: Final = 1_000_000
MOST_ON_THE_WAY: Final = 5 * MOST_BYTES
PART: Final = Upload(most_bytes=MOST_OF_A_PART, required=False)
DIGEST: Final = re.compile(r"[0-9a-f]{64}")
TOO_LARGE: Sentence = _("This file has more than 20 MB. Make it smaller, or split the document.")
TOO_MANY: Sentence = _("Too many files of yours are on their way. Wait a day, or send them whole.")
UNREADABLE: Sentence = _("A part of the file did not come as it was sent. It is sent again.")


@takes_file(MOST_OF_A_PART)
@require_POST
@page_for(FILE)
def file_parts(request: HttpRequest, actor: Actor) -> JsonResponse:
    """Keep a part that follows what has come; answer how much there is, also to be asked first."""
    if actor.staff_id is None or not actor.may("case.attach_file"):
        raise not_allowed()
    digest = request.POST.get("digest", "")
    offset = request.POST.get("offset", "")
    is_number = offset.isascii() and offset.isdigit() and len(offset) <= parts.DIGITS
    if not DIGEST.fullmatch(digest) or not is_number:
        raise broken_rule(UNREADABLE, "part_unreadable")
    try:
        part = PART.clean(request.POST.get("part", ""))
    except ValidationError:
        raise broken_rule(UNREADABLE, "part_unreadable") from None
    if part is None:
        return JsonResponse({"length": parts.length_of(actor.staff_id, digest)})
    if int(offset) + len(part.content) > MOST_BYTES:
        raise broken_rule(TOO_LARGE, "too_many_bytes")
    if parts.held_by(actor.staff_id) > MOST_ON_THE_WAY:
        raise broken_rule(TOO_MANY, "too_many_on_the_way")
    return JsonResponse({"length": parts.add(actor.staff_id, digest, int(offset), part.content)})
