"""`evbot eval`: counts right, asked, missed and wrong cases; exits with 1 beyond a limit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from adapters.terminal.json_form import to_line
from adapters.terminal.session import Session
from bot.evaluation import Tally, Verdict, check_known, evaluate, load_cases


@dataclass(frozen=True, slots=True)
class Limits:
    """In per cent; None is no limit."""

    right: float | None = None
    right_or_asked: float | None = None
    wrong: float | None = None

    def passed_by(self, tally: Tally) -> Iterator[str]:
        """A line for each limit that the tally goes beyond."""
        right = tally.percent(Verdict.RIGHT)
        right_or_asked = tally.percent(Verdict.RIGHT, Verdict.ASKED)
        wrong = tally.percent(Verdict.WRONG)
        if self.right is not None and right < self.right:
            yield f"right: {right:.1f} %, but at least {self.right:g} % are wanted"
        if self.right_or_asked is not None and right_or_asked < self.right_or_asked:
            yield f"right or asked: {right_or_asked:.1f} %, but at least {self.right_or_asked:g} % are wanted"
        if self.wrong is not None and wrong > self.wrong:
            yield f"wrong: {wrong:.1f} %, but at most {self.wrong:g} % are wanted"


def measure(session: Session, paths: Sequence[Path], limits: Limits, *, verbose: bool) -> int:
    cases = [case for path in paths for case in load_cases(path)]
    bot = session.open_bot()
    check_known(cases, bot)
    tally = evaluate(bot, cases, session.now())
    world = session.world
    if session.as_json:
        counts = {verdict.value: tally.count(verdict) for verdict in Verdict}
        world.write_line(to_line({"cases": len(tally.judged), **counts}))
    else:
        world.write_line(f"knowledge: {bot.knowledge.manifest.name}, {session.which_knowledge()}")
        if verbose:
            for line in _not_right(tally):
                world.write_line(line)
        shares = ", ".join(f"{verdict.value} {tally.percent(verdict):.1f} %" for verdict in Verdict)
        world.write_line(f"{len(tally.judged)} cases: {shares}")
    passed = tuple(limits.passed_by(tally))
    for line in passed:
        world.tell(line)
    return int(bool(passed))


def _not_right(tally: Tally) -> Iterator[str]:
    for judged in tally.judged:
        if judged.verdict is not Verdict.RIGHT:
            reply, case = judged.reply, judged.case
            got = reply.answer.id if reply.answer else ", ".join(choice.id for choice in reply.choices) or "nothing"
            yield f"{judged.verdict.value}: {case.text!r} expects {case.expect or 'nothing'}, got {got}"
