"""Codes as they are printed, for tests: right in every check digit."""

from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from cases.citizens.mrz.layouts import LAYOUTS, Layout, check_digit


@dataclass(frozen=True)
class Written:
    """What a code says; `lines` prints it in a layout."""

    layout: str
    kind: str
    state: str
    family: str
    given: str
    number: str
    nationality: str
    birth: str
    sex: str
    expiry: str
    optional: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        return written(LAYOUTS[self.layout], self)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def written(layout: Layout, said: Written) -> tuple[str, ...]:
    """Return the lines of a code with its check digits."""
    lines = [["<"] * layout.width for _ in range(layout.lines)]
    names = f"{said.family}<<{said.given}".replace(" ", "<")
    values = {
        "kind": said.kind,
        "state": said.state,
        "names": names,
        "number": said.number,
        "nationality": said.nationality,
        "birth": said.birth,
        "sex": said.sex,
        "expiry": said.expiry,
        "optional": said.optional,
    }
    for name, value in values.items():
        span = layout.spans[name]
        width = span.end - span.start
        lines[span.line][span.start : span.end] = list(value.ljust(width, "<")[:width])
        if span.check is not None:
            text = "".join(lines[span.line][span.start : span.end])
            is_blank = span.may_be_blank and not text.strip("<")
            lines[span.line][span.check] = "<" if is_blank else check_digit(text)
    if layout.composite_at is not None:
        line, at = layout.composite_at
        whole = "".join(
            "".join(lines[span.line][span.start : span.end]) for span in layout.composite
        )
        lines[line][at] = check_digit(whole)
    return tuple("".join(line) for line in lines)


KINDS = {"TD1": "I", "TD2": "I", "TD3": "P", "MRV-A": "V", "MRV-B": "V"}
WORD = st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=6)
DAYS = st.dates(min_value=date(1940, 1, 1), max_value=date(2039, 12, 31)).map(
    lambda day: f"{day:%y%m%d}"
)


@st.composite
def codes(draw) -> Written:
    """Draw a code of any layout."""
    layout = draw(st.sampled_from(sorted(KINDS)))
    return Written(
        layout=layout,
        kind=KINDS[layout],
        state=draw(st.sampled_from(["VNM", "THA", "MMR", "D", "GBR", "XXA"])),
        family=draw(WORD),
        given=" ".join(draw(st.lists(WORD, min_size=1, max_size=2))),
        number=draw(st.from_regex(r"[A-Z][0-9]{7,8}", fullmatch=True)),
        nationality=draw(st.sampled_from(["VNM", "THA", "MMR", "D", "GBR", "XXA"])),
        birth=draw(DAYS),
        sex=draw(st.sampled_from("MFX<")),
        expiry=draw(DAYS),
        optional=draw(st.sampled_from(["", "079203", "12345"])),
    )
