"""`evbot report`: writes a page with figures and plots of the recorded questions."""

from pathlib import Path

from adapters.terminal.exporting import new_file
from adapters.terminal.grammar import Since, moment
from adapters.terminal.session import Session
from bot.curating import read_recorded
from bot.reporting import count, to_page


def write_report(session: Session, file: Path, since: Since | None) -> int:
    bot, now = session.open_bot(), session.now()
    report = count(session.consult(read_recorded), bot, moment(since, now), now.date())
    page = to_page(report)
    with new_file(file) as stream:
        stream.write(page)
    form = {"file": str(file), "questions": report.questions, "gaps": len(report.gaps), "stale": len(report.stale)}
    session.write(form, f"{report.questions} questions in {file}")
    return 0
