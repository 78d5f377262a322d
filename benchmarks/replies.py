"""Writes the reply to every case and every turn of the conversations, a line of JSON each.

`python -m benchmarks.replies FILE`, before and after a change that must change no answer; then `diff` the two files.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from adapters.environment import cache_folder
from benchmarks.asking import replies_to
from benchmarks.progress import bar
from benchmarks.talks import TALKS, read_talks
from bot import open_bot
from bot.knowledge import load_knowledge
from bot.model import Reply


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.replies", description=__doc__)
    parser.add_argument("file", type=Path, help="is overwritten")
    file: Path = parser.parse_args().file
    bot = open_bot(None, cache_folder())
    with file.open("w", encoding="utf-8") as lines:
        for talk in bar(list(_talks()), "conversations and cases"):
            for reply in replies_to(bot, talk):
                lines.write(_line(reply) + "\n")


def _talks() -> Iterator[tuple[str, ...]]:
    """The texts of each conversation; a case is one of a single turn."""
    for case in load_knowledge().cases:
        yield (case.text,)
    for path in sorted(TALKS.glob("*.jsonl")):
        for talk in read_talks(path):
            yield tuple(said.text for said in talk.turns)


def _line(reply: Reply) -> str:
    matches = [(match.id, match.confidence) for match in reply.matches]
    return json.dumps(
        {
            "question": reply.question,
            "outcome": reply.outcome,
            "id": reply.answer.id if reply.answer else None,
            "choices": [choice.id for choice in reply.choices],
            "confidence": reply.confidence,
            "matches": matches,
            "text": reply.message,
        },
        ensure_ascii=False,
    )


if __name__ == "__main__":
    main()
