"""What a body says, also one that packs its words, as a workbook does."""

import io
import zipfile


def words_of(body: bytes) -> str:
    """Return the text of a body; of a workbook that of everything packed in it."""
    if not body.startswith(b"PK"):
        return body.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
