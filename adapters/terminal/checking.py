"""`evbot check` and `evbot eval`: print the findings about a knowledge base, or how many cases it answers rightly."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from adapters.terminal.json_form import finding_form
from adapters.terminal.session import Session
from bot import Bot
from bot.evaluation import (
    Tally,
    Verdict,
    ask_by_main_words,
    check_known,
    evaluate,
    few_answered,
    left_out_findings,
    left_out_lines,
    left_out_summary,
    load_cases,
    main_words_summary,
    scope_findings,
)
from bot.knowledge import inspect_knowledge, thin_spots, typed
from bot.model import BotError, Case, Finding, Severity


def check_knowledge(session: Session, *, only_stale: bool, verbose: bool) -> int:
    folder = session.knowledge
    if folder is not None and not folder.is_dir():
        raise BotError(f"{folder}: there is no such folder; name the folder of a knowledge base after --knowledge")
    _, found = inspect_knowledge(folder, today=session.now().date())
    stale = tuple(finding for finding in found if finding.severity is Severity.STALE)
    if only_stale:
        _show(session, stale)
        return 0
    # What merely grew old is no mistake: a base that was clean stays clean as time passes.
    in_files = tuple(finding for finding in found if finding not in stale)
    # A base with an error is no bot that could be asked.
    by_asking, lines = ((), ()) if _has_error(in_files) else _asked(session.open_bot(), folder, verbose=verbose)
    findings = (*in_files, *by_asking)
    _show(session, findings)
    if not session.as_json:
        for line in (*lines, _counted(findings, stale)):
            session.world.write_line(line)
    return int(_has_error(findings))


def _asked(bot: Bot, folder: Path | None, *, verbose: bool) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """The findings that only a bot can tell, and lines on how well it finds its entries in other words."""
    by_main_words = ask_by_main_words(bot)
    findings = (
        *thin_spots(bot.knowledge, folder),
        *few_answered(bot, by_main_words, typed("grow", folder)),
        *left_out_findings(bot.index),
        *scope_findings(bot.index),
    )
    lines = left_out_lines(bot.index) if verbose else ()
    return findings, (*lines, *left_out_summary(bot.index), *main_words_summary(by_main_words))


def _show(session: Session, findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        session.write(finding_form(finding), f"{finding.severity}: {finding}")


def _has_error(findings: tuple[Finding, ...]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _counted(findings: tuple[Finding, ...], stale: tuple[Finding, ...]) -> str:
    counts = Counter(finding.severity.value for finding in findings)
    found = ", ".join(f"{count} {severity}{'s' * (count > 1)}" for severity, count in sorted(counts.items()))
    told = found or "no findings"
    return f"{told}; {len(stale)} entries have grown old (`evbot check --stale` lists them)" if stale else told


def measure(
    session: Session,
    cases: Sequence[Path],
    right: float | None,
    right_or_asked: float | None,
    wrong: float | None,
    verbose: bool,
) -> int:
    """The limits are in per cent; None is no limit."""
    loaded = [case for path in cases for case in _loaded(path)]
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


def _loaded(path: Path) -> tuple[Case, ...]:
    cases = load_cases(path)
    if not cases:
        raise BotError(f"{path}: there are no cases in it; name a file or folder of cases")
    return cases


def _beyond_limits(
    tally: Tally, right: float | None, right_or_asked: float | None, wrong: float | None
) -> Iterator[str]:
    alone, with_asked = tally.percent(Verdict.RIGHT), tally.percent(Verdict.RIGHT, Verdict.ASKED)
    for name, share, least in (("right", alone, right), ("right or asked", with_asked, right_or_asked)):
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
