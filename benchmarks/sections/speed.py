"""Times questions and measures memory, from two thousand phrases on, beside the bare call of rapidfuzz."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.batch import seconds_a_question
from benchmarks.data import Examples, grouped
from benchmarks.progress import bar
from benchmarks.recombining import about, recombined, subject_names
from benchmarks.setting import Setting
from benchmarks.speed_worker import BARE_SECONDS, WARM
from benchmarks.tables import Row, milliseconds, table
from bot.model import BotError

ASKED = 300
REAL = 20_000
"""Up to here the phrasings are real ones, in one entry a class."""
MIDDLE = 100_000
"""Up to here they are of 4 subjects, beyond of 9."""

TEXT = """\
Phrasings of both data sets; beyond {real:,} they are recombined (the first half of one, the second half of another
of the same class, and one of a few made-up names, so that there are entries enough). {asked} questions of the
tests, one after the other, each to all three: median in milliseconds. The bare call is
`rapidfuzz.process.extractOne` with `WRatio` over the same preprocessed phrases; it gets fewer of the questions where
all would take it more than {most} s. A batch is `evbot ask --batch - --json`, its start taken off.

{times}
Compiling is done once for a knowledge base, and kept. Memory is what the process takes beyond what Python and the
libraries take: at most while compiling, and with the index open after {warm} questions.

{memory}"""


def measure(setting: Setting) -> str:
    rows = [_measured(setting, count) for count in bar(setting.phrases, "sizes")]
    heads = [
        "phrases",
        "bare call",
        "`Matcher.rank`",
        "`Bot.answer`",
        "95 % within",
        "in a batch",
        "times as fast",
        "in a batch",
    ]
    return TEXT.format(
        real=REAL,
        asked=ASKED,
        most=BARE_SECONDS,
        warm=WARM,
        times=table(heads, [times for times, _ in rows]),
        memory=table(
            ["phrases", "entries", "compiling", "at most", "on disk", "open", "opening"], [memory for _, memory in rows]
        ),
    )


def knowledge_and_questions(setting: Setting, count: int) -> tuple[Examples, list[str]]:
    banking, clinc = setting.banking, setting.clinc
    pool = grouped(
        (text, label)
        for examples in (banking.train, clinc.train)
        for label, texts in zip(examples.labels, examples.texts, strict=True)
        for text in texts
    )
    subjects = 1 if count <= REAL else 4 if count <= MIDDLE else 9
    tests = [one.text for test in (banking.test, clinc.test) for one in test[:: 2 * len(test) // ASKED]]
    names = ["", *subject_names(subjects - 1)]
    questions = [about(text, names[at % subjects]) for at, text in enumerate(tests[:ASKED])]
    return recombined(pool, count, subjects), questions


def _measured(setting: Setting, count: int) -> tuple[Row, Row]:
    """Return the rows of the two tables. Raises BotError."""
    examples, questions = knowledge_and_questions(setting, count)
    outside = setting.clinc.outside_train
    with TemporaryDirectory() as name:
        folder = Path(name)
        given = {"labels": examples.labels, "texts": examples.texts, "asked": questions, "outside": outside}
        (folder / "given.json").write_text(json.dumps(given), encoding="utf-8")
        compiled = _worker("compile", folder)
        found = _worker("ask", folder)
        batch = seconds_a_question(examples, outside, questions, folder) if count <= MIDDLE else None
    memory: Row = [
        f"{count:,}",
        len(examples.labels),
        f"{compiled['seconds']:.1f} s",
        *(_megabytes(size) for size in (compiled["peak"], compiled["disk"], found["held"])),
        f"{found['opened'] * 1000:.0f} ms",
    ]
    return _times_row(count, found, batch), memory


def _worker(task: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.speed_worker", task, str(folder / "given.json"), str(folder / "index")]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise BotError(f"{' '.join(command[2:4])} ended with {done.returncode}; see above")
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def _times_row(count: int, found: dict[str, float], batch: float | None) -> list[str | None]:
    seconds = [found["bare"], found["rank"], found["answer"], found["slow"], batch]
    ratios = [found["bare"] / answer if answer else None for answer in (found["answer"], batch)]
    return [
        f"{count:,}",
        *(milliseconds(one) if one else None for one in seconds),
        *(f"{ratio:.1f}" if ratio else None for ratio in ratios),
    ]


def _megabytes(size: float) -> str:
    return f"{size / 1e6:,.0f} MB"
