"""What all tests share: how long hypothesis looks, how often a fault happens, and the real `evbot` command."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from bot import Bot, open_bot
from console_script import ConsoleScript
from databases import PostgreSql, postgresql_or_skip

settings.register_profile("short", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("soak", max_examples=2_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("short")

FAULTS = 15
"""So often a fault happens when soaking. With this count and that of the profile `soak` it ends in about an hour on two
cores: properties take a minute of one core for 150 examples each, faults four minutes for each time."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`times` is how often in a row; a test that is marked with `fault` begins anew each time."""
    if "times" in metafunc.fixturenames:
        often = pytest.param(FAULTS, marks=pytest.mark.soak, id=f"{FAULTS}-times")
        metafunc.parametrize("times", [pytest.param(1, id="once"), often])
    if metafunc.definition.get_closest_marker("fault"):
        metafunc.fixturenames.append("fault_number")
        later = [pytest.param(number, marks=pytest.mark.soak) for number in range(2, FAULTS + 1)]
        metafunc.parametrize("fault_number", [1, *later])


@pytest.fixture
def fault_number(request: pytest.FixtureRequest) -> int:
    number: int = request.param
    return number


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all workers."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """Not among pytest's own, which another user may not enter."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="session")
def shipped_cache(shared_folder: Path) -> Path:
    """Where the index of the shipped knowledge is kept: the caller's cache, so that it is compiled once."""
    return Path(os.environ.get("XDG_CACHE_HOME") or shared_folder / "shipped")


@pytest.fixture(scope="session")
def shipped(shipped_cache: Path) -> Bot:
    """A bot of the shipped knowledge, which takes seconds to read."""
    return open_bot(None, shipped_cache / "evbot")


@pytest.fixture
def environment(
    tmp_path: Path, shared_folder: Path, shipped_cache: Path, request: pytest.FixtureRequest
) -> dict[str, str]:
    """What the command sees: an empty home, no settings, and a cache that small examples do not crowd."""
    ours = ("EVBOT_", "DISCORD_", "SLACK_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    cache = shared_folder / "examples" if "bakery" in request.fixturenames else shipped_cache
    folders = {"HOME": tmp_path, "XDG_CACHE_HOME": cache, "XDG_STATE_HOME": tmp_path / "state"}
    return kept | {name: str(folder) for name, folder in folders.items()}


@pytest.fixture(scope="session")
def postgresql(shared_folder: Path) -> PostgreSql:
    """One server for all tests; not among pytest's own folders, which the server's user may not enter at the end."""
    return postgresql_or_skip(Path(tempfile.gettempdir()) / f"evbot-{shared_folder.name}-pg")


@pytest.fixture
def evbot(tmp_path: Path, environment: dict[str, str]) -> ConsoleScript:
    return ConsoleScript(tmp_path, environment)
