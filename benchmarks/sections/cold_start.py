"""How long one answer takes from a warm cache, against the imports that it cannot do without."""

from __future__ import annotations

from benchmarks.cold_start import LIMIT, PAIRS, measure_pairs
from benchmarks.setting import Setting

TEXT = """\
`evbot ask` with the shipped knowledge and its index in the cache, start of Python included, against
`python -c "import rapidfuzz, yaml, numpy"`, {pairs} pairs, medians: **{answer:.0f} ms** against {bare:.0f} ms,
{ratio:.2f} times (at most {limit:g} are allowed).
"""


def measure(setting: Setting) -> str:
    bare, answer = measure_pairs()
    return TEXT.format(pairs=PAIRS, answer=answer * 1000, bare=bare * 1000, ratio=answer / bare, limit=LIMIT)
