"""Writes the line that announces a slow start, by the size of the knowledge or trouble with the cache."""

import tempfile
from pathlib import Path

_SECONDS_A_MEGABYTE = 6.0  # To learn from texts, on a common machine.
_WORTH_TELLING = 5.0  # Seconds; a shorter start is over before one has read about it.
KEPT_INDEXES = 8
"""Compiled indexes that are kept in the cache folder; those that were not used for longest are removed."""


def learning_line(size: int, unusable: str) -> str:
    """What to tell before `size` bytes are learned, or empty. `unusable`: why the cache cannot be used, or empty."""
    seconds = size / 1e6 * _SECONDS_A_MEGABYTE
    if seconds < _WORTH_TELLING:
        return unusable
    later = f"later starts take no time, while it is among the {KEPT_INDEXES} versions of knowledge used last"
    return f"Learning the knowledge. This takes about {_readable(seconds)}; {unusable or later}"


def unusable_line(folder: Path, error: OSError) -> str:
    # What writes arrays tells of a full disk only how much it could not write.
    reason = (error.strerror or "no space left on device").lower()
    return (
        f"the cache folder {folder} cannot be used ({reason}), so every start learns anew;"
        " make it a folder with room that can be written, or set XDG_CACHE_HOME to another"
    )


def trouble_with(folder: Path) -> str:
    """Return what is wrong with a folder that files are to be made in; empty: nothing that shows beforehand."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"0")
    except OSError as error:
        return unusable_line(folder, error)
    return ""


def _readable(seconds: float) -> str:
    if seconds < 15:
        return "ten seconds"
    if seconds < 45:
        return "half a minute"
    return "a minute" if seconds < 90 else f"{seconds / 60:.0f} minutes"
