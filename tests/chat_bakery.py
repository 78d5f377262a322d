"""A bakery's knowledge for the chat platforms, with an answer of every kind."""

from __future__ import annotations

from pathlib import Path

from bakery import SERIES

MANIFEST = """\
version: 1
name: Miller Bakery
slash_command: bakery
disclaimer: Not a real bakery.
stale_after_days: 180
starters: [rye-price, opening-hours, loaves-per-year]
"""
ENTRIES = """\
topic: bread
entries:
  - id: rye-price
    question: What does a loaf of rye bread cost?
    phrasings: [price of rye bread, how much is the rye loaf, rye bread price]
    answer: A loaf of rye bread costs **4.20 euros**.
    as_of: 2025-12-31
    changes: true
    sources:
      - {publisher: The Baker, title: "Prices [2025]", url: "https://bakery.example/prices_(2025)", published: 2025-12}
    related: [opening-hours, long-story]
  - id: opening-hours
    question: When does the bakery open?
    phrasings: [opening hours, what time do you open in the morning, when is the shop open]
    answer: The bakery opens at **six** in the morning.
  - {id: oat, question: Which bread is the best?, answer: It is oat.}
  - {id: spelt, question: Which bread is the best?, answer: It is spelt.}
  - id: long-story
    question: How did the bakery begin?
    phrasings: [history of the bakery, founding story]
    answer: |
      LONG
"""
SMALL_TALK = """\
topic: smalltalk
entries:
  - {id: hello, question: Hello there, phrasings: [good morning, hi bot], answer: Good morning!}
"""
LOAVES = SERIES.replace("topic: bread", "topic: sales")
SENTENCES = 150
"""Of the long story; each is told apart by its number."""


def write_bakery(folder: Path, *, rolls: int = 120, without: str = "") -> Path:
    """`rolls`: questions of one topic, more than fit any menu; `without` is an entry to leave out."""
    folder.mkdir(parents=True, exist_ok=True)
    story = " ".join(f"Sentence {number} of the long story of flour and water." for number in range(SENTENCES))
    entries = ENTRIES.replace("LONG", story)
    if without:
        left = [one for one in entries.split("\n  - ") if f"id: {without}" not in one]
        entries = "\n  - ".join(left).replace(f"[{without}, ", "[")
    (folder / "knowledge.yaml").write_text(MANIFEST)
    (folder / "bread.yaml").write_text(entries)
    (folder / "smalltalk.yaml").write_text(SMALL_TALK)
    (folder / "loaves.yaml").write_text(LOAVES)
    listed = "\n".join(
        f"  - {{id: roll-{number}, question: 'What is roll number {number} made of?', answer: 'Flour {number}.'}}"
        for number in range(rolls)
    )
    (folder / "rolls.yaml").write_text(f"topic: rolls\nentries:\n{listed}\n")
    return folder
