"""Measures the memory of a process, in bytes."""

import resource
import sys
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_memory() -> int:
    """The most that this process has held so far."""
    # Where Linux tells it: `ru_maxrss` of a child begins with what its parent held.
    if _STATUS.exists():
        return _status("VmHWM")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def memory_now() -> int:
    return _status("VmRSS") if _STATUS.exists() else peak_memory()


def memory_of(process: int) -> int:
    """What another process takes; on Linux only."""
    return _status("VmRSS", Path(f"/proc/{process}/status"))


def _status(name: str, file: Path = _STATUS) -> int:
    line = next(line for line in file.read_text().splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) * 1024
