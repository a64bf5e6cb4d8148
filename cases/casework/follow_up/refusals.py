"""What the acts of following up refuse, in words."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from cases.core.errors import Sentence

AGAIN_FITS: Final = _("Only where nobody was reached is it tried again on another day.")
BEFORE_RETURN: Final = _("A check comes after the return.")
CHECK_OURS: Final = _("Your mission makes this check already.")
CHECK_SETTLED: Final = _("This check was made or ended already.")
FOLLOW_UP_REFUSED: Final = _(
    "The person has said that they want no contact after their return. If they have changed "
    "their mind, record the statement “Consent to be contacted after the return” first."
)
IN_FUTURE: Final = _("This day has not come yet.")
IN_PAST: Final = _("This day is over. Choose today or a later day.")
NO_CHECK_AFTER: Final = _("A welfare check follows a closed case whose person may be asked.")
SAME_DAY: Final = _("The check is due on that day already.")
SUPPORT_NOT_ASKED: Final = _("Without having spoken with the person nobody has asked them that.")
WORDS_NEEDED: Final = _("Write down in short what was said.")

OF_FOLLOW_UP: dict[str, Sentence] = {
    "again_fits": AGAIN_FITS,
    "before_return": BEFORE_RETURN,
    "check_ours": CHECK_OURS,
    "check_settled": CHECK_SETTLED,
    "follow_up_refused": FOLLOW_UP_REFUSED,
    "in_past": IN_PAST,
    "no_check_after": NO_CHECK_AFTER,
    "same_day": SAME_DAY,
    "support_not_asked": SUPPORT_NOT_ASKED,
}
