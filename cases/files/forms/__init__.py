"""Forms of attachments; loaded at the start, with what the case page tells of them."""

from cases.files.course import file_entries
from cases.files.forms.attaching import AttachFile
from cases.files.forms.withdrawing import WithdrawFile
from cases.files.pages.band import files_band

__all__ = ["AttachFile", "WithdrawFile", "file_entries", "files_band"]
