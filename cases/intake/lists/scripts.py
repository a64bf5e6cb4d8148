"""In which script a name is written."""

from typing import Final

from cases.citizens.choices import Script

RANGES: Final = (
    (range(0x0E00, 0x0E80), Script.THAI),
    (range(0x0E80, 0x0F00), Script.LAO),
    (range(0x1000, 0x10A0), Script.BURMESE),
    (range(0x1780, 0x1800), Script.KHMER),
    (range(0x3400, 0xA000), Script.CHINESE),
)


def script_of(name: str) -> str:
    """Return the script of the first letter that is not Latin."""
    for char in name:
        for letters, script in RANGES:
            if ord(char) in letters:
                return script.value
    is_latin = all(not char.isalpha() or ord(char) < 0x2000 for char in name)
    return (Script.LATIN if is_latin else Script.OTHER).value
