"""How long one answer takes from a warm cache, against the imports that it cannot do without: seven pairs, medians."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

PAIRS = 7
LIMIT = 4.0
BARE = (sys.executable, "-c", "import rapidfuzz, yaml, numpy")
ANSWER = (str(Path(sys.executable).with_name("evbot")), "ask", "how many cars did xiaomi deliver in 2025")


def main() -> None:
    bare, answer = measure_pairs()
    print(f"bare imports {bare * 1000:.0f} ms, an answer {answer * 1000:.0f} ms: {answer / bare:.2f} times")
    sys.exit(answer > LIMIT * bare)


def measure_pairs() -> tuple[float, float]:
    """Return the seconds of the bare imports and those of an answer."""
    seconds_of(ANSWER)  # Fills the cache.
    pairs = [(seconds_of(BARE), seconds_of(ANSWER)) for _ in range(PAIRS)]
    bare, answer = zip(*pairs, strict=True)
    return median(bare), median(answer)


def seconds_of(command: tuple[str, ...]) -> float:
    started = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - started


if __name__ == "__main__":
    main()
