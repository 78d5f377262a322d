"""The entry point: runs the command line with the real environment and streams."""

import gc
import io
import os
import sys
from pathlib import Path
from typing import TextIO


def main() -> None:
    # Most objects made at the start live on; collecting garbage after every 700 of them takes 5 % of the start.
    gc.set_threshold(200_000)
    from adapters.terminal import World, run  # Imported here: what it loads is most of these objects.

    world = World(
        environ=os.environ,
        dotenv=Path(".env"),
        # Not `sys.stdin.buffer`: Python closes that at its end, and aborts where a thread still waits for a line of it.
        stdin=os.fdopen(sys.stdin.fileno(), "rb", closefd=False) if sys.stdin else io.BytesIO(),
        stdout=_to_utf8(sys.stdout),
        stderr=_to_utf8(sys.stderr),
    )
    status = run(sys.argv[1:], world)
    gc.freeze()  # Searching all of them for garbage once more takes the end another 5 %.
    sys.exit(status)


def _to_utf8(stream: TextIO | None) -> TextIO:
    """Write UTF-8 whatever the locale, since JSON is read as UTF-8; nothing comes out of a closed stream."""
    if stream is None:
        return io.StringIO()
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")
    return stream


if __name__ == "__main__":
    main()
