"""Sections of the page, in their order: each takes a `Setting` and gives its Markdown."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.sections import (
    clinc,
    cold_start,
    few_shot,
    hard_input,
    honesty,
    judges,
    knowledge,
    parts,
    remembering,
    signs,
    speed,
    swapping,
    typos,
    voices,
)
from benchmarks.setting import Setting


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    title: str
    measure: Callable[[Setting], str]


SECTIONS = (
    Section("few-shot", "Few phrasings a class", few_shot.measure),
    Section("typos", "Typing errors", typos.measure),
    Section("clinc", clinc.TITLE, clinc.measure),
    Section("honesty", "Whether confidence means what it says", honesty.measure),
    Section("parts", "What each part is worth", parts.measure),
    Section("judges", "What each judge is worth", judges.measure),
    Section("signs", "What each sign of a conversation is worth", signs.measure),
    Section("voices", "Questions of many voices", voices.measure),
    Section("knowledge", "The shipped knowledge", knowledge.measure),
    Section("speed", "Time and memory", speed.measure),
    Section("hard-input", "Input that is hard", hard_input.measure),
    Section("cold-start", "Cold start", cold_start.measure),
    Section("remembering", "What remembering costs", remembering.measure),
    Section("swapping", "What new knowledge costs who asks meanwhile", swapping.measure),
)
