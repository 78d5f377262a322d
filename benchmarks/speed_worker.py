"""Times `compile` or `ask` for one size in a process of its own, and prints a line of JSON."""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from benchmarks.contestants.matcher import knowledge_of
from benchmarks.data import Examples
from benchmarks.memory import memory_now, peak_memory
from benchmarks.progress import bar
from bot.bot import Bot
from bot.matching import Matcher, open_index, save_index
from bot.model import Question

BARE_SECONDS = 40
"""What the bare calls may take together; of a large knowledge base fewer questions are asked of them."""
WARM = 20


def main() -> None:
    task, file, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    given = json.loads(file.read_text(encoding="utf-8"))
    examples = Examples(tuple(given["labels"]), tuple(map(tuple, given["texts"])))
    is_compiling = task == "compile"
    done = compile_to(examples, given["outside"], folder) if is_compiling else ask(examples, given["asked"], folder)
    sys.stdout.write(json.dumps(done))


def compile_to(examples: Examples, outside: Sequence[str], folder: Path) -> dict[str, float]:
    from bot.matching.compiling import compile_index

    knowledge = knowledge_of(examples, outside)
    before, started = memory_now(), perf_counter()
    index = compile_index(knowledge)
    seconds = perf_counter() - started
    save_index(index, folder)
    size = sum(one.stat().st_size for one in folder.iterdir())
    return {"seconds": seconds, "peak": peak_memory() - before, "disk": size}


def ask(examples: Examples, questions: Sequence[str], folder: Path) -> dict[str, float]:
    """Each question is put to the bare call, to the matcher and to the bot in turn."""
    from rapidfuzz import fuzz, process, utils

    before, started = memory_now(), perf_counter()
    index = open_index(folder)
    if index is None:
        raise SystemExit(f"{folder}: no index that can be opened")
    bot = Bot(index)
    opened = perf_counter() - started
    for text in questions[-WARM:]:
        bot.answer(Question(text))
    held = memory_now() - before
    matcher = Matcher(index)
    phrases = [utils.default_process(text) for texts in examples.texts for text in texts]

    def bare(text: str) -> object:
        return process.extractOne(utils.default_process(text), phrases, scorer=fuzz.WRatio)

    calls: list[tuple[str, Callable[[str], object]]] = [
        ("bare", bare),
        ("rank", lambda text: matcher.rank(text, 3)),
        ("answer", lambda text: bot.answer(Question(text))),
    ]
    every = max(1, round(seconds_of(bare, questions[0]) * len(questions) / BARE_SECONDS))
    times: dict[str, list[float]] = {name: [] for name, _ in calls}
    for number, text in enumerate(bar(questions, f"{len(phrases):,} phrases")):
        # Whoever comes first finds the caches cold, so each does in turn.
        for name, call in (*calls[number % 3 :], *calls[: number % 3]):
            if name != "bare" or number % every == 0:
                times[name].append(seconds_of(call, text))
    medians = {name: median(seconds) for name, seconds in times.items()}
    slow = quantiles(times["answer"], n=20)[-1]
    return medians | {"slow": slow, "opened": opened, "held": held}


def seconds_of(call: Callable[[str], object], text: str) -> float:
    started = perf_counter()
    call(text)
    return perf_counter() - started


if __name__ == "__main__":
    main()
