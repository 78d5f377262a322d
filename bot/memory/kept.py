"""What a memory has where a database keeps things for good: the store, whether it answers, and what writes behind."""

from __future__ import annotations

from dataclasses import dataclass

from bot.memory.port import Store
from bot.memory.reach import Reach
from bot.memory.recorder import Recorder


@dataclass(frozen=True, slots=True)
class Kept:
    store: Store
    reach: Reach
    recorder: Recorder
