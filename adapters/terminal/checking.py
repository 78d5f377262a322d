"""`evbot check`: prints the findings about a knowledge base and a summary; exits with 1 on an error."""

from collections import Counter

from adapters.terminal.json_form import finding_form
from adapters.terminal.session import Session
from bot.evaluation import (
    ask_by_main_words,
    few_answered,
    left_out_findings,
    left_out_lines,
    left_out_summary,
    main_words_summary,
)
from bot.knowledge import inspect_knowledge, thin_spots, typed
from bot.model import BotError, Finding, Severity


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
    findings = tuple(finding for finding in found if finding not in stale)
    learned: tuple[str, ...] = ()
    if not _has_error(findings):
        bot = session.open_bot()
        by_main_words = ask_by_main_words(bot)
        findings += (
            *thin_spots(bot.knowledge, folder),
            *few_answered(bot, by_main_words, typed("grow", folder)),
            *left_out_findings(bot.index),
        )
        lines = left_out_lines(bot.index) if verbose else ()
        learned = (*lines, *left_out_summary(bot.index), *main_words_summary(by_main_words))
    _show(session, findings)
    if not session.as_json:
        for line in (*learned, _counted(findings, stale)):
            session.world.write_line(line)
    return int(_has_error(findings))


def _show(session: Session, findings: tuple[Finding, ...]) -> None:
    for finding in findings:
        session.write(finding_form(finding), f"{finding.severity}: {finding}")


def _has_error(findings: tuple[Finding, ...]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


def _counted(findings: tuple[Finding, ...], stale: tuple[Finding, ...]) -> str:
    counts = Counter(finding.severity.value for finding in findings)
    found = ", ".join(f"{count} {severity}{'s' * (count > 1)}" for severity, count in sorted(counts.items()))
    found = found or "no findings"
    return f"{found}; {len(stale)} entries have grown old (`evbot check --stale` lists them)" if stale else found
