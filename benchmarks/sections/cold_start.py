"""Times one answer from a warm cache, beside the imports that it cannot do without."""

import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.setting import Setting

PAIRS = 7
LIMIT = 4.0
BARE = (sys.executable, "-c", "import rapidfuzz, yaml, numpy")
ANSWER = (str(Path(sys.executable).with_name("evbot")), "ask", "how many cars did xiaomi deliver in 2025")

TEXT = """\
`evbot ask` with the shipped knowledge and its index in the cache, start of Python included, against
`python -c "import rapidfuzz, yaml, numpy"`, {pairs} pairs, medians: **{answer:.0f} ms** against {bare:.0f} ms,
{ratio:.2f} times (at most {limit:g} are allowed).
"""


def measure(_: Setting) -> str:
    _seconds_of(ANSWER)  # Fills the cache.
    pairs = [(_seconds_of(BARE), _seconds_of(ANSWER)) for _ in range(PAIRS)]
    bare, answer = (median(times) for times in zip(*pairs, strict=True))
    return TEXT.format(pairs=PAIRS, answer=answer * 1000, bare=bare * 1000, ratio=answer / bare, limit=LIMIT)


def _seconds_of(command: tuple[str, ...]) -> float:
    started = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - started
