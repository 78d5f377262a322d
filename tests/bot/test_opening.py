"""A bot is opened from a folder; the compiled index is kept, and whatever is wrong with the cache costs no answer."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from shops import asked

from another_user import as_another_user
from bot import Bot, open_bot
from bot.matching import open_index
from bot.model import KnowledgeError
from bot.starting import KEPT_INDEXES

BAKERY = """\
entries:
  - id: rye-price
    question: What does rye bread cost?
    phrasings: [price of rye, rye bread price]
    answer: Four euros.
  - id: opening-hours
    question: When does the bakery open?
    answer: At six.
"""
# Nothing is learned from everyday sentences in a language that has none, so that compiling takes no time.
MANIFEST = "language: xx\n"


@pytest.fixture
def bakery(tmp_path: Path) -> Path:
    folder = tmp_path / "bakery"
    folder.mkdir()
    (folder / "bread.yaml").write_text(BAKERY)
    (folder / "knowledge.yaml").write_text(MANIFEST)
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def kept(cache: Path) -> list[Path]:
    return sorted(cache.glob("index-*"))


def answers(bot: Bot) -> bool:
    reply = bot.answer(asked("what does rye bread cost?"))
    return reply.answer is not None and reply.answer.text == "Four euros."


def test_opens_without_a_cache(bakery: Path) -> None:
    assert answers(open_bot(bakery))


def test_compiles_once(bakery: Path, cache: Path) -> None:
    steps: list[str] = []
    for _ in range(2):
        assert answers(open_bot(bakery, cache, lambda what, done, of: steps.append(what)))
        if len(kept(cache)) == 1 and not steps:
            pytest.fail("compiling tells its progress")
    told = len(steps)

    assert answers(open_bot(bakery, cache, lambda what, done, of: steps.append(what)))
    assert len(steps) == told
    assert len(kept(cache)) == 1


def test_progress_counts_up_to_all_steps(bakery: Path) -> None:
    told: list[tuple[int, int]] = []
    open_bot(bakery, None, lambda what, done, of: told.append((done, of)))

    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1][0] == told[-1][1]


def test_other_knowledge_is_another_index(bakery: Path, cache: Path) -> None:
    open_bot(bakery, cache)
    (bakery / "bread.yaml").write_text(BAKERY.replace("Four euros", "Five euros"))

    reply = open_bot(bakery, cache).answer(asked("price of rye"))

    assert reply.answer is not None
    assert reply.answer.text == "Five euros."
    assert len(kept(cache)) == 2


def test_old_indexes_are_removed(bakery: Path, cache: Path) -> None:
    for number in range(KEPT_INDEXES + 2):
        (bakery / "bread.yaml").write_text(BAKERY.replace("Four", f"{number}"))
        open_bot(bakery, cache)

    assert len(kept(cache)) == KEPT_INDEXES


def test_the_index_just_made_is_not_the_one_removed(bakery: Path, cache: Path) -> None:
    for number in range(KEPT_INDEXES):
        old = cache / f"index-{number}"
        old.mkdir(parents=True)
        os.utime(old, (time.time() + 9_999, time.time() + 9_999))

    open_bot(bakery, cache)

    assert any(open_index(path) is not None for path in kept(cache))


def test_wrong_knowledge_is_told_and_nothing_is_kept(bakery: Path, cache: Path) -> None:
    (bakery / "bread.yaml").write_text("entries: 5\n")

    with pytest.raises(KnowledgeError, match=r"bread\.yaml"):
        open_bot(bakery, cache)
    assert not cache.exists() or kept(cache) == []


@pytest.mark.parametrize(
    "broken", ["knowledge.entries.json", "confidence.json", "feature_keys.npy", "part_weights.npy"]
)
@pytest.mark.parametrize("content", [None, b"", b"rubbish", b"[1]"], ids=["missing", "empty", "rubbish", "a list"])
def test_a_broken_cache_is_compiled_anew(bakery: Path, cache: Path, broken: str, content: bytes | None) -> None:
    open_bot(bakery, cache)
    (folder,) = kept(cache)
    (folder / broken).unlink()
    if content is not None:
        (folder / broken).write_bytes(content)

    assert answers(open_bot(bakery, cache))
    assert open_index(folder) is not None, "it is kept again, not compiled at every start"


@pytest.mark.parametrize(("part", "content"), [("asked_for_by", '"older code"'), ("asked_for", "[]")])
def test_what_entries_are_asked_for_is_read_anew_without_learning(
    bakery: Path, cache: Path, part: str, content: str
) -> None:
    open_bot(bakery, cache)
    (folder,) = kept(cache)
    learned, read = folder / "part_weights.npy", folder / f"texts.{part}.json"
    made, as_read = learned.stat().st_ino, read.read_text()
    read.write_text(content)

    assert answers(open_bot(bakery, cache))
    assert (learned.stat().st_ino, read.read_text()) == (made, as_read)


def test_a_file_where_the_index_belongs_is_no_hindrance(bakery: Path, cache: Path) -> None:
    open_bot(bakery, cache)
    (folder,) = kept(cache)
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.write_text("a file")

    assert answers(open_bot(bakery, cache))


def test_answers_where_the_cache_is_a_file(bakery: Path, cache: Path, caplog: pytest.LogCaptureFixture) -> None:
    cache.write_text("a file")

    with caplog.at_level(logging.WARNING):
        assert answers(open_bot(bakery, cache))
    (record,) = caplog.records
    assert record.getMessage().startswith(f"the cache folder {cache} cannot be used (file exists)")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no permissions of this kind")
def test_answers_where_the_cache_is_read_only(bakery: Path, open_folder: Path) -> None:
    folder, cache = open_folder / "bakery", open_folder / "cache"
    shutil.copytree(bakery, folder)
    folder.chmod(0o755)
    cache.mkdir(mode=0o555)
    assert answers(open_bot(folder)), "all is imported that the other user needs"

    told: list[str] = []
    with as_another_user():
        assert answers(open_bot(folder, cache, tell=told.append))
    (line,) = told
    assert "permission denied" in line
    assert list(cache.iterdir()) == []


_FULL = """
import resource, sys
from pathlib import Path
from bot import open_bot
from bot.model import Question
resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))
bot = open_bot(Path(sys.argv[1]), Path(sys.argv[2]), tell=lambda line: print(line, file=sys.stderr))
print(bot.answer(Question("what does rye bread cost?")).message)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limit can be set there")
def test_answers_where_there_is_no_room_for_the_index(bakery: Path, cache: Path) -> None:
    done = subprocess.run([sys.executable, "-c", _FULL, bakery, cache], capture_output=True, text=True, check=True)

    assert done.stdout.startswith("Four euros.")
    assert done.stderr.count("\n") == 1
    assert f"the cache folder {cache} cannot be used" in done.stderr
    assert list(cache.iterdir()) == []


def test_a_long_start_is_told_once(bakery: Path, cache: Path) -> None:
    (bakery / "long.yaml").write_text(f"entries: []\n# {'rye ' * 300_000}\n")
    told: list[str] = []
    for _ in range(2):
        open_bot(bakery, cache, tell=told.append)

    (line,) = told
    assert line.startswith("Learning the knowledge. This takes about ten seconds; later starts take no time, ")
    assert f"among the {KEPT_INDEXES} versions of knowledge used last" in line


def test_later_starts_are_not_said_to_be_short_where_they_are_not(bakery: Path, cache: Path) -> None:
    (bakery / "long.yaml").write_text(f"entries: []\n# {'rye ' * 300_000}\n")
    cache.write_text("a file")
    told: list[str] = []
    open_bot(bakery, cache, tell=told.append)

    (line,) = told
    assert line.startswith("Learning the knowledge. This takes about ten seconds; the cache folder")
    assert "no time" not in line


def test_a_short_start_is_not_told(bakery: Path, cache: Path) -> None:
    told: list[str] = []
    open_bot(bakery, cache, tell=told.append)

    assert told == []


_OPENING = """
import sys
from pathlib import Path
from bot import open_bot
from bot.model import Question
bot = open_bot(Path(sys.argv[1]), Path(sys.argv[2]))
for text in sys.stdin.read().split("\\n"):
    print(ascii(bot.explain(Question(text))))
"""
QUESTIONS = "what does rye bread cost?\nrye\nwhen do you open\nprise of rye\nbanana\n\nbakery hours in 2025"


def opening(bakery: Path, cache: Path, seed: str = "0") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _OPENING, bakery, cache],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONHASHSEED": seed},
    )


def test_processes_that_start_at_once_all_answer_and_leave_one_index(bakery: Path, cache: Path) -> None:
    processes = [opening(bakery, cache) for _ in range(3)]

    printed = {process.communicate(QUESTIONS) for process in processes}

    assert [process.returncode for process in processes] == [0, 0, 0]
    assert len(printed) == 1
    assert next(iter(printed))[0].count("Reply(") == 7
    assert [path.name for path in cache.iterdir()] == [path.name for path in kept(cache)]
    assert len(kept(cache)) == 1


def test_replies_are_the_same_whatever_the_hash_seed_and_whether_compiled_or_opened(
    bakery: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"

    printed = [
        opening(bakery, folder, seed).communicate(QUESTIONS)[0]
        for folder, seed in ((first, "0"), (second, "1"), (first, "2"))
    ]

    assert printed[0].count("Reply(") == 7
    assert printed[0] == printed[1] == printed[2]
