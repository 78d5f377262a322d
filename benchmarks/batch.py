"""Times `evbot ask --batch - --json`, in seconds a question, without its start."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.data import Examples
from bot.model import BotError

RUNS = 3
_COMMAND = (sys.executable, "-m", "adapters", "ask", "--batch", "-", "--json", "--knowledge")


def seconds_a_question(examples: Examples, outside: Sequence[str], questions: Sequence[str], folder: Path) -> float:
    """`folder` is filled with the knowledge base and the cache. Raises BotError."""
    knowledge, cache = folder / "knowledge", folder / "cache"
    write_knowledge(examples, outside, knowledge)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("EVBOT_")}
    environment |= {"XDG_CACHE_HOME": str(cache)}

    def run(lines: Sequence[str]) -> float:
        started = perf_counter()
        text = "".join(" ".join(line.split()) + "\n" for line in lines)
        done = subprocess.run([*_COMMAND, str(knowledge)], input=text, capture_output=True, text=True, env=environment)
        if done.returncode:
            raise BotError(f"evbot ended with {done.returncode}: {done.stderr.strip()[-300:]}")
        return perf_counter() - started

    run(questions[:1])  # Compiles.
    pairs = [(run(questions[:1]), run(questions)) for _ in range(RUNS)]
    return median(all_ - one for one, all_ in pairs) / (len(questions) - 1)


def write_knowledge(examples: Examples, outside: Sequence[str], folder: Path) -> None:
    """JSON is YAML too."""
    folder.mkdir(parents=True)
    entries = [
        {"id": f"entry-{number}", "question": texts[0], "answer": "x", "phrasings": list(texts[1:])}
        for number, texts in enumerate(examples.texts)
    ]
    (folder / "entries.yaml").write_text(json.dumps({"topic": "all", "entries": entries}, indent=0), encoding="utf-8")
    (folder / "out_of_scope.yaml").write_text(json.dumps({"questions": list(outside)}, indent=0), encoding="utf-8")
