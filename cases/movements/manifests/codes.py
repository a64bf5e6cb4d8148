"""The code beside each line: a square that a telephone reads, which says nothing of the person."""

import io
from typing import Final

import segno

QUIET: Final = 2
"""Blank modules around; ISO/IEC 18004 asks for four, the paper gives the rest."""


def drawn(address: str) -> str:
    """Return the code of an address as SVG."""
    stream = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        stream, kind="svg", border=QUIET, xmldecl=False, svgclass=None, lineclass=None
    )
    return stream.getvalue().decode()
