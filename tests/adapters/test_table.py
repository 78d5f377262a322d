"""The same questions everywhere: the terminal, Discord, and Slack in both modes give the same ids and outcomes."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from both_platforms import Both, running_both
from conftest_slack import Stage
from console_script import ConsoleScript
from fake_slack.process import RunningBot
from fake_slack.talking import COMMAND, EVENT, Talk

QUESTIONS = (
    "What does a loaf of rye bread cost?",
    "how much is the rye loaf??",
    "pric of rye braed",
    "when do you open in the morning",
    "which bread is the best?",
    "how many loaves were baked in 2024?",
    "loaves in 2030",
    "loaves baked 2025 & more <b>",
    "what is the meaning of life",
    "should I buy shares of the bakery?",
    "qwrtz plmk",
    "wie viel kostet ein Brot?",
)
_TURN = re.compile(r"turn platform=(\S+) outcome=(\S+) entry=(\S+)")

Found = tuple[str, str]
Ask = Callable[[str], Awaitable[None]]


@pytest.fixture
async def both(stage: Stage) -> AsyncIterator[Both]:
    async with running_both(stage) as both:
        yield both


async def answers_of(bot: RunningBot, platform: str, ask: Ask) -> list[Found]:
    """Each question by somebody of their own, so that none follows up."""
    found: list[Found] = []
    for question in QUESTIONS:
        before = len(turns(bot, platform))
        await ask(question)
        await bot.until(lambda before=before: len(turns(bot, platform)) > before)  # type: ignore[misc]
        found.append(turns(bot, platform)[-1])
    return found


def turns(bot: RunningBot, platform: str) -> list[Found]:
    matches = (_TURN.search(line) for line in list(bot.lines))
    return [(match[2], match[3]) for match in matches if match and match[1] == platform]


def asks(talk: Talk) -> Ask:
    async def ask(question: str) -> None:
        user = f"U{abs(hash(question))}"
        given = talk.payloads.mention(question.replace("&", "&amp;").replace("<", "&lt;"), talk.channel, user)
        await talk.give(EVENT, given)

    return ask


@pytest.fixture
def expected(stage: Stage, tmp_path: Path) -> list[Found]:
    """As the terminal answers."""
    evbot = ConsoleScript(tmp_path, stage.environment)
    done = evbot("ask", "--batch", "-", "--json", "--knowledge", stage.bakery, stdin="\n".join(QUESTIONS) + "\n")
    return [(one["outcome"], one["answer"]["id"] if one["answer"] else "-") for one in done.objects]


async def test_discord_and_slack_answer_as_the_terminal_does(expected: list[Found], both: Both) -> None:
    async def ask_discord(question: str) -> None:
        await both.discord.ask(question, asker=1_000 + QUESTIONS.index(question))

    assert {outcome for outcome, _ in expected} == {"answer", "clarify", "unknown"}
    assert await answers_of(both.bot, "slack", asks(both.talk)) == expected
    assert await answers_of(both.bot, "discord", ask_discord) == expected


async def test_slack_over_http_answers_as_the_terminal_does(stage: Stage, expected: list[Found]) -> None:
    async with stage.talk("http") as talk:
        assert await answers_of(talk.bot, "slack", asks(talk)) == expected


async def test_the_command_answers_as_the_terminal_does(stage: Stage, expected: list[Found]) -> None:
    async with stage.talk("http") as talk:

        async def ask(question: str) -> None:
            await talk.give(COMMAND, talk.payloads.command(question, f"U{abs(hash(question))}", talk.channel))

        assert await answers_of(talk.bot, "slack", ask) == expected
