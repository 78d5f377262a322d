"""Draws docs/report.svg: the page of a simulated month, and one of its plots (`make report`).

Askers, times, votes and choices are drawn by lot, always the same; the answers are those that the bot gives.
"""

from __future__ import annotations

import asyncio
import random
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree.ElementTree import SubElement, tostring

from bot import Bot, open_bot
from bot.curating import read_recorded
from bot.desk import Desk
from bot.evaluation import load_cases
from bot.memory import Hasher, Memory, Vote, recorded
from bot.memory.store import open_store
from bot.model import Outcome, Question, Reply
from bot.reporting import Report, count, to_page
from bot.reporting.page import style
from bot.reporting.plots import draw
from bot.reporting.sections import sections

ROOT = Path(__file__).resolve().parent.parent
FIRST = date(2026, 10, 27)
DAYS = 30
ASKERS = 60
NOT_HELD = (
    "does the su7 have a vegan interior",
    "vegan leather in the su7?",
    "is the interior vegan",
    "is there a roof box for the yu7",
    "roof box yu7 price",
    "can i get a dog guard for the boot",
    "dog guard yu7",
    "which child seats fit",
    "is there a karaoke microphone",
    "does it come with winter tyres",
)


def main(page: Path) -> None:
    bot = open_bot(None, ROOT / ".venv" / "cache" / "evbot")
    known = [case.text for case in load_cases(ROOT / "knowledge" / "cases") if case.expect]
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/evbot.db"
        asyncio.run(simulate(bot, url, known, NOT_HELD, a_day=22))
        report = asyncio.run(reported(bot, url))
    page.write_text(to_page(report), encoding="utf-8")
    print(page)
    picture = ROOT / "docs" / "report.svg"
    picture.write_text(plot(report), encoding="utf-8")
    print(picture)


async def simulate(bot: Bot, url: str, known: Sequence[str], not_held: Sequence[str], a_day: int) -> None:
    """Live through a month: on a working day about `a_day` questions, at the weekend half as many."""
    lot = random.Random(1)
    now = datetime.combine(FIRST, datetime.min.time(), UTC)
    memory = Memory(await open_store(url), Hasher(b"of a simulated month"), now=lambda: now.timestamp())
    desk = Desk(bot, memory, now=lambda: now)
    for day in range(DAYS):
        midnight = datetime.combine(FIRST + timedelta(day), datetime.min.time(), UTC)
        often = round(a_day * lot.uniform(0.7, 1.3) * (0.5 if midnight.weekday() > 4 else 1))
        for second in sorted(lot.randrange(8 * 3600, 22 * 3600) for _ in range(often)):
            now = midnight + timedelta(seconds=second)
            text = lot.choice(not_held if lot.random() < 0.15 else known)
            number = lot.randrange(ASKERS)
            question = Question(text, f"discord:{number}", f"discord:1/{number}", "discord", asked_at=now)
            await react(desk, question, await desk.reply(question), lot)
    await desk.close()


async def react(desk: Desk, question: Question, reply: Reply, lot: random.Random) -> None:
    mood = lot.random()
    if reply.outcome is Outcome.CLARIFY and mood < 0.8:
        picked = lot.choice(reply.choices).id if mood < 0.65 else None
        await desk.choose(replace(question, text=""), picked, of=reply.id)
    elif reply.outcome is Outcome.ANSWER and mood < 0.25:
        await desk.memory.feedback.vote(reply.id, question.asker, Vote.GOOD if mood < 0.2 else Vote.BAD)


async def reported(bot: Bot, url: str) -> Report:
    async with recorded(url) as store:
        return count(await read_recorded(store), bot, 0.0, FIRST + timedelta(DAYS - 1))


def plot(report: Report) -> str:
    """The questions a day, as a picture of its own in the colours of the page."""
    first = next(iter(sections(report)))
    assert first.plot is not None
    svg, *_ = draw(first.plot, "questions", first.told)
    svg.attrib |= {
        "class": "",
        "xmlns": "http://www.w3.org/2000/svg",
        "style": "background: var(--ground); font-family: sans-serif",
    }
    SubElement(svg, "style").text = style()
    return tostring(svg, encoding="unicode") + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
