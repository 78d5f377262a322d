"""An answer may be edited for two minutes, where its question says something else now."""

from __future__ import annotations

from bot.pages.taking import RecentAnswers


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_an_edit_is_taken_for_two_minutes() -> None:
    clock = Clock()
    answers: RecentAnswers[str] = RecentAnswers(clock=clock)
    answers.keep("m1", "rye?", "a1")

    clock.now = 119
    assert answers.to_edit("m1", "oat?") == "a1"
    answers.keep("m1", "oat?", "a1")
    clock.now = 121
    assert answers.to_edit("m1", "spelt?") is None


def test_the_same_words_are_no_edit() -> None:
    answers: RecentAnswers[str] = RecentAnswers()
    answers.keep("m1", "rye?", "a1")

    assert answers.to_edit("m1", "rye?") is None
    assert answers.to_edit("m2", "rye?") is None


def test_the_oldest_are_forgotten() -> None:
    answers: RecentAnswers[str] = RecentAnswers(remembered=2)
    for id in ("m1", "m2", "m3"):
        answers.keep(id, "rye?", id)

    assert answers.to_edit("m1", "oat?") is None
    assert answers.to_edit("m3", "oat?") == "m3"
