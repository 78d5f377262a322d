"""What was recorded is listed for a curator: questions with what was said of their answers, and gaps with theirs."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.memory import Asked, Gap, Memory, NotedGap, Vote, recorded
from bot.model import Answer, Context, Outcome, Question, Reply, Turn
from conftest_types import OpenMemory
from databases import Database

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
BEFORE = Context("rye-price", "What does rye bread cost?", at=NOON)


def turn(name: str, text: str, outcome: Outcome, context: Context = Context(), number: int = 0) -> Turn:  # noqa: B008
    answer = Answer("rye-price", "bread", "What does rye bread cost?", "4 euros") if outcome is Outcome.ANSWER else None
    reply = Reply(outcome, text, text, 0.7, answer=answer, id=name)
    asked = NOON.replace(second=number % 60, minute=number // 60)
    return Turn(Question(text, "discord:1", "discord:G1/C2", "discord", asked_at=asked), reply, 0.001, context)


async def noted_gaps(database: Database, since: float = 0.0) -> tuple[NotedGap, ...]:
    async with recorded(database.url) as store:
        return tuple([gap async for gap in store.gaps(since)])


async def asked_questions(database: Database) -> list[Asked]:
    async with recorded(database.url) as store:
        return [asked async for asked in store.asked()]


async def test_a_question_stands_with_votes_gaps_and_what_was_meant(memory: Memory, database: Database) -> None:
    memory.record(turn("t1", "rye?", Outcome.ANSWER))
    await memory.feedback.vote("t1", "discord:2", Vote.GOOD)
    await memory.feedback.vote("t1", "discord:3", Vote.BAD)
    memory.feedback.note_gap("t1", "discord:3", Gap.NOT_MEANT, "how much rye is in it, anna@example.com")
    await memory.close()

    (asked,) = await asked_questions(database)

    assert (asked.text, asked.entry, asked.good, asked.bad) == ("rye?", "rye-price", 1, 1)
    assert sorted(asked.gaps) == ["bad_vote", "not_meant"]
    assert asked.meant == ("how much rye is in it, [email]",)


async def test_a_gap_stands_with_its_turn(memory: Memory, database: Database) -> None:
    memory.record(turn("t1", "and spelt?", Outcome.UNKNOWN, BEFORE))
    await memory.close()

    (gap,) = await noted_gaps(database)

    assert (gap.turn, gap.kind, gap.text) == ("t1", Gap.UNKNOWN, "and spelt?")
    assert gap.asked_in == BEFORE
    assert gap.asked_at == NOON.timestamp()


async def test_a_gap_whose_turn_is_gone_stands_alone(memory: Memory, database: Database) -> None:
    memory.feedback.note_gap("gone", "discord:1", Gap.NOT_MEANT, "white bread")
    await memory.close()

    (gap,) = await noted_gaps(database)

    assert (gap.meant, gap.text, gap.asked_at) == ("white bread", None, None)


async def test_gaps_from_before_are_left_out(memory: Memory, database: Database) -> None:
    for number in range(3):
        memory.record(turn(f"t{number}", "spelt?", Outcome.UNKNOWN, number=number))
    await memory.close()

    gaps = await noted_gaps(database, NOON.timestamp() + 1)

    assert [gap.turn for gap in gaps] == ["t1", "t2"]


async def test_more_than_a_page_is_listed_once_each_and_in_order(open_memory: OpenMemory, database: Database) -> None:
    memory = await open_memory()
    for number in range(2_100):
        memory.record(turn(f"t{number:04}", "spelt?", Outcome.UNKNOWN, number=number // 3))
    await memory.close(30)
    names = [f"t{number:04}" for number in range(2_100)]

    assert [gap.turn for gap in await noted_gaps(database)] == names
    assert len(await asked_questions(database)) == 2_100
