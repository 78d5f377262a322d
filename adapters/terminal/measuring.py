"""`evbot eval`: counts right, asked, missed and wrong cases; exits with 1 beyond a limit."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from adapters.terminal.session import Session
from bot.evaluation import Tally, Verdict, check_known, evaluate, load_cases


def measure(
    session: Session,
    cases: Sequence[Path],
    right: float | None,
    right_or_asked: float | None,
    wrong: float | None,
    verbose: bool,
) -> int:
    """The limits are in per cent; None is no limit."""
    loaded = [case for path in cases for case in load_cases(path)]
    bot = session.open_bot()
    check_known(loaded, bot)
    tally = evaluate(bot, loaded, session.now())
    counts = {verdict.value: tally.count(verdict) for verdict in Verdict}
    shares = ", ".join(f"{verdict.value} {tally.percent(verdict):.1f} %" for verdict in Verdict)
    lines = [f"knowledge: {bot.knowledge.manifest.name}, {session.which_knowledge()}"]
    lines += [*(_not_right(tally) if verbose else ()), f"{len(tally.judged)} cases: {shares}"]
    session.write({"cases": len(tally.judged), **counts}, "\n".join(lines))
    passed = tuple(_beyond_limits(tally, right, right_or_asked, wrong))
    for line in passed:
        session.world.tell(line)
    return int(bool(passed))


def _beyond_limits(
    tally: Tally, right: float | None, right_or_asked: float | None, wrong: float | None
) -> Iterator[str]:
    shares = {"right": tally.percent(Verdict.RIGHT), "right or asked": tally.percent(Verdict.RIGHT, Verdict.ASKED)}
    for (name, share), least in zip(shares.items(), (right, right_or_asked), strict=True):
        if least is not None and share < least:
            yield f"{name}: {share:.1f} %, but at least {least:g} % are wanted"
    share = tally.percent(Verdict.WRONG)
    if wrong is not None and share > wrong:
        yield f"wrong: {share:.1f} %, but at most {wrong:g} % are wanted"


def _not_right(tally: Tally) -> Iterator[str]:
    for judged in tally.judged:
        if judged.verdict is not Verdict.RIGHT:
            reply, case = judged.reply, judged.case
            got = reply.answer.id if reply.answer else ", ".join(choice.id for choice in reply.choices) or "nothing"
            yield f"{judged.verdict.value}: {case.text!r} expects {case.expect or 'nothing'}, got {got}"
