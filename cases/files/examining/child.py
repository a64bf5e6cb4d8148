"""What examines one file runs in a process of its own, with bounded memory and time.

Bytes come in, one line of JSON goes out, and behind it the bytes to keep and a small picture, as
many as the line says. The modules beside this one are run as scripts, one for each family of kinds;
they know nothing of the rest of the project. The limits of the process end what no check foresaw.
"""

import json
import resource
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field

MOST_MEMORY = 700 * 1024 * 1024
MOST_SECONDS = 10


class RefusedError(Exception):
    """Why the file is not taken, as a code."""


@dataclass
class Made:
    """What comes of a file: what is kept, a small picture, and what is known of it."""

    content: bytes
    preview: bytes = b""
    known: dict[str, int] = field(default_factory=dict)


Make = Callable[[bytes, str], Made]
"""(what came, its kind) -> what comes of it."""


def limit() -> None:
    """Let the system end the process when it takes too much; it writes no file."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def said_of(make: Make, content: bytes, kind: str) -> Made | str:
    """Return what comes of a file, or the code of why nothing does."""
    try:
        return make(content, kind)
    except RefusedError as refusal:
        return str(refusal)
    except (MemoryError, RecursionError):
        return "too_heavy"
    except Exception:
        # The parsers raise whatever they meet; none of it is told.
        return "broken"


def run(make: Make) -> None:
    """Read what comes in; say what comes of it."""
    limit()
    warnings.simplefilter("ignore")
    made = said_of(make, sys.stdin.buffer.read(), sys.argv[1])
    out = sys.stdout.buffer
    if isinstance(made, str):
        out.write(json.dumps({"refused": made}).encode() + b"\n")
        return
    sizes = {"content": len(made.content), "preview": len(made.preview)}
    out.write(json.dumps(sizes | {"known": made.known}).encode() + b"\n")
    out.write(made.content)
    out.write(made.preview)
