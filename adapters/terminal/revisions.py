"""Finds a knowledge base by the name of a folder or a git revision, and unpacks the revision."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

from bot.model import BotError


@contextmanager
def knowledge_at(named: str, folder: Path) -> Iterator[Path]:
    """Yield a folder as it is; a git revision's state of `folder` in a temporary one. Raises BotError."""
    if Path(named).is_dir():
        yield Path(named)
        return
    commit = _git(folder, named, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{named}^{{commit}}").strip()
    with tempfile.TemporaryDirectory(prefix="evbot-") as name:
        packed, unpacked = Path(name, "knowledge.zip"), Path(name, "knowledge")
        _git(folder, named, "archive", "--format=zip", f"--output={packed}", commit)
        with ZipFile(packed) as archive:
            archive.extractall(unpacked)
        yield unpacked


def _git(folder: Path, named: str, *arguments: str) -> str:
    try:
        # Inside the folder, so that only what lies below it counts.
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        raise BotError(
            f"{named} is neither a folder nor a git revision that holds {folder};"
            " name a folder of knowledge, or a branch, tag or commit, as in `evbot diff main HEAD`"
        ) from None
    return done.stdout
