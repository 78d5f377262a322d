"""The commands of the command line, with their options.

Each command imports its part when it runs, so that what it does not use is never loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

import click

from adapters.terminal.grammar import Commands, everywhere, to_page_path, to_picture_path
from adapters.terminal.session import Session
from adapters.terminal.since import Since, to_since

Options = ParamSpec("Options")
_file = click.Path(path_type=Path)
_percent = click.FloatRange(0, 100)
_chart = click.option(
    "--chart",
    metavar="FILE.png",
    type=click.Path(path_type=Path),
    callback=to_picture_path,
    help="Write the picture of the answer, where it has one.",
)


def _with_session(command: Callable[Concatenate[Session, Options], int]) -> Callable[Options, int]:
    @wraps(command)
    def run(*arguments: Options.args, **options: Options.kwargs) -> int:
        session: Session = click.get_current_context().obj
        session.apply_settings()
        return command(session, *arguments, **options)

    return run


def _show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import entry_points

        installed = [
            script.dist.version for script in entry_points(group="console_scripts", name="evbot") if script.dist
        ]
        ctx.obj.world.write_line(f"evbot {installed[0] if installed else '(not installed)'}")
        ctx.exit()


@click.group(cls=Commands, invoke_without_command=True)
@everywhere
@click.option("--no-history", is_flag=True, help="Chat without remembering what was typed.")
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="And end.")
@click.pass_context
def evbot(ctx: click.Context, no_history: bool) -> int:
    """Answers questions from a curated knowledge base: dated, sourced, or an honest "I don't know".

    Without a command it chats.
    """
    return int(ctx.invoke(chat, no_history=no_history)) if ctx.invoked_subcommand is None else 0


@evbot.command()
@everywhere
@click.option("--no-history", is_flag=True, help="Do not remember what was typed.")
@click.option("--record", is_flag=True, help="Keep questions and votes in the database, as the platforms do.")
@_with_session
def chat(session: Session, no_history: bool, record: bool = False) -> int:
    """Chat in the terminal; piped in, each line is answered."""
    from adapters.terminal.chat import chat_with

    return chat_with(session, with_history=not no_history, recorded=record)


@evbot.command()
@everywhere
@click.argument("words", metavar="[TEXT]...", nargs=-1)
@click.option("--batch", metavar="FILE", help="One question a line; - reads standard input.")
@click.option("--why", is_flag=True, help="Tell how the answer was found.")
@click.option("--conversation", is_flag=True, help="The lines of a batch are turns; a blank line starts anew.")
@_chart
@_with_session
def ask(
    session: Session, words: tuple[str, ...], batch: str | None, why: bool, conversation: bool, chart: Path | None
) -> int:
    """Answer one question, or a batch of them."""
    if words and batch is not None:
        raise click.UsageError("a question and --batch exclude each other; leave one out")
    if conversation and batch is None:
        raise click.UsageError("--conversation goes with --batch; add --batch FILE")
    if not words and batch is None:
        raise click.UsageError('there is no question; write `evbot ask "..."`, or --batch FILE')
    if chart and batch is not None:
        raise click.UsageError("--chart goes with one question; leave it or --batch out")
    if batch is not None:
        from adapters.terminal.batch import answer_batch

        answer_batch(session, batch, why=why, conversation=conversation)
    else:
        from adapters.terminal.answering import Answering

        Answering(session, session.open_bot(), why=why, chart=chart).show(" ".join(words))
    return 0


@evbot.command()
@everywhere
@_with_session
def topics(session: Session) -> int:
    """List what can be asked."""
    from adapters.terminal.browsing import show_topics

    return show_topics(session)


@evbot.command()
@everywhere
@click.argument("id_", metavar="[ID]", required=False)
@click.option("--all", "everything", is_flag=True, help="Every entry, the generated ones included.")
@_chart
@_with_session
def show(session: Session, id_: str | None, everything: bool, chart: Path | None) -> int:
    """Show the entry with this id."""
    from adapters.terminal.browsing import show_all, show_entry

    if everything == (id_ is not None):
        raise click.UsageError("name one ID, or --all; `evbot show --all` lists the ids")
    if chart and everything:
        raise click.UsageError("--chart goes with one ID; leave it or --all out")
    return show_entry(session, id_, chart) if id_ is not None else show_all(session)


@evbot.command()
@everywhere
@click.option("--stale", is_flag=True, help="Only list the entries that have grown old, and exit with 0.")
@click.option("--verbose", is_flag=True, help="Also list the phrasings that get another entry.")
@_with_session
def check(session: Session, stale: bool, verbose: bool) -> int:
    """Look for mistakes in the knowledge base; exit with 1 on an error."""
    from adapters.terminal.checking import check_knowledge

    return check_knowledge(session, only_stale=stale, verbose=verbose)


@evbot.command("eval")
@everywhere
@click.argument("cases", metavar="CASES...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--right", metavar="P", type=_percent, help="At least P per cent right, or exit with 1.")
@click.option("--right-or-asked", metavar="P", type=_percent, help="At least P per cent right or asked.")
@click.option("--wrong", metavar="P", type=_percent, help="At most P per cent wrong.")
@click.option("--verbose", is_flag=True, help="List the cases that are not right.")
@_with_session
def evaluate(
    session: Session,
    cases: tuple[Path, ...],
    right: float | None,
    right_or_asked: float | None,
    wrong: float | None,
    verbose: bool,
) -> int:
    """Measure how many cases get the answer that they expect."""
    from adapters.terminal.measuring import Limits, measure

    return measure(session, cases, Limits(right, right_or_asked, wrong), verbose=verbose)


@evbot.command()
@everywhere
@click.option("--online", is_flag=True, help="Also ask the platforms whether token, scopes and intents fit.")
@click.pass_obj
def doctor(session: Session, online: bool) -> int:
    """Tell what is configured and what is missing, with the fix; exit with 1 where something is wrong."""
    from adapters.terminal.diagnosis import examine

    return examine(session, online=online)


@evbot.command()
@everywhere
@click.option("--export", "file", metavar="FILE", required=True, help="Where to; - is standard output.")
@click.option("--text", "as_text", is_flag=True, help="One question a line, for `evbot ask --batch`.")
@_with_session
def log(session: Session, file: str, as_text: bool) -> int:
    """Write the recorded questions to a file."""
    from adapters.terminal.exporting import export_log

    return export_log(session, file, as_text=as_text)


@evbot.command()
@everywhere
@click.option("--since", metavar="TIME", callback=to_since, help="Only of the last 30d, 12h or 2w, or since a day.")
@_with_session
def gaps(session: Session, since: Since | None) -> int:
    """List what was asked and not answered, one row a matter."""
    from adapters.terminal.missing import show_gaps

    return show_gaps(session, since)


@evbot.command()
@everywhere
@click.argument("file", metavar="FILE.html", type=click.Path(path_type=Path), callback=to_page_path)
@click.option("--since", metavar="TIME", callback=to_since, help="Only of the last 30d, 12h or 2w, or since a day.")
@_with_session
def report(session: Session, file: Path, since: Since | None) -> int:
    """Write a page with plots of what was asked, what came of it, and what has grown old."""
    from adapters.terminal.reporting import write_report

    return write_report(session, file, since)


@evbot.group(cls=Commands, invoke_without_command=True)
@everywhere
@click.pass_context
def curate(ctx: click.Context) -> int:
    """List what a curator could decide, the most wanted first; its own commands decide it."""
    return int(ctx.invoke(_list_suggestions)) if ctx.invoked_subcommand is None else 0


@_with_session
def _list_suggestions(session: Session) -> int:
    from adapters.terminal.curating import list_suggestions

    return list_suggestions(session)


@curate.command("show")
@everywhere
@click.argument("id_", metavar="ID")
@_with_session
def show_suggestion(session: Session, id_: str) -> int:
    """Show one suggestion, and every wording that accepting it would take in."""
    from adapters.terminal.curating import show_suggestion

    return show_suggestion(session, id_)


@curate.command()
@everywhere
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.option("--entry", metavar="ENTRY", help="What answers it, null: nothing may; with --answer its id.")
@click.option("--text", metavar="TEXT", help="How it is asked, in place of what askers wrote.")
@click.option(
    "--answer",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="YAML with the keys of an entry, or the answer's text alone.",
)
@_with_session
def accept(session: Session, ids: tuple[str, ...], entry: str | None, text: str | None, answer: Path | None) -> int:
    """Accept a suggestion, or several as one; exit with 1, and change nothing, where that would turn another answer."""
    from adapters.terminal.curating import accept_suggestions

    return accept_suggestions(session, ids, entry, text, answer)


@curate.command()
@everywhere
@click.argument("id_", metavar="ID")
@_with_session
def reject(session: Session, id_: str) -> int:
    """Reject a suggestion, so that it is not listed again."""
    from adapters.terminal.curating import reject_suggestion

    return reject_suggestion(session, id_)


@curate.command()
@everywhere
@click.argument("id_", metavar="[ID]", required=False)
@_with_session
def undo(session: Session, id_: str | None) -> int:
    """Take back the last decision, or that on one suggestion."""
    from adapters.terminal.curating import undo_decision

    return undo_decision(session, id_)


@curate.command()
@everywhere
@click.option("--to", metavar="DIR", type=click.Path(path_type=Path), help="Another folder; where it is new, a copy.")
@_with_session
def export(session: Session, to: Path | None) -> int:
    """Write what was accepted into the files of the knowledge base, and print what that changes."""
    from adapters.terminal.writing import export_accepted

    return export_accepted(session, to)


@evbot.command()
@everywhere
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--log", metavar="FILE", type=click.Path(path_type=Path), help="Also ask what `evbot log --export FILE` wrote."
)
@click.option(
    "--by-chance",
    is_flag=True,
    help="Let a few get worse that no edited entry has to do with, as some do whenever an index learns anew.",
)
@_with_session
def diff(session: Session, old: str, new: str, log: Path | None, by_chance: bool) -> int:
    """Tell what NEW answers otherwise than OLD, folders of knowledge or git revisions; exit with 1 where that is worse.

    A question that must reach an entry, or none, gets worse where OLD was right and NEW is not.
    """
    from adapters.terminal.comparing import compare_knowledge

    return compare_knowledge(session, old, new, log, by_chance=by_chance)


@evbot.command()
@everywhere
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--name", metavar="NAME", help="What the bot is called; left out: as the folder.")
@click.option("--subject", metavar="WORDS", help='As in "I answer questions about ...".')
@click.option("--language", metavar="CODE", help="Such as en or de; left out: en.")
@_with_session
def init(session: Session, folder: Path | None, name: str | None, subject: str | None, language: str | None) -> int:
    """Write a small knowledge base to start one's own from; in a terminal it asks what the bot shall be.

    Without DIR the folder is called as the bot.
    """
    from adapters.terminal.starting import start_knowledge

    return start_knowledge(session, folder, name, subject, language)


@evbot.command("import")
@everywhere
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--to", "folder", metavar="DIR", required=True, type=click.Path(path_type=Path), help="A new one is made."
)
@_with_session
def import_(session: Session, file: Path, folder: Path) -> int:
    """Bring a FAQ from elsewhere into a knowledge base, or update what it brought before."""
    from adapters.terminal.importing import import_faq

    return import_faq(session, file, folder)


@evbot.command()
@everywhere
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@click.option("--worksheet", metavar="FILE", type=_file, help="Write answers with room for questions, for people.")
@click.option("--read", metavar="FILE", type=_file, help="Take in the questions that were written on a worksheet.")
@_with_session
def grow(session: Session, folder: Path | None, worksheet: Path | None, read: Path | None) -> int:
    """Tell what the knowledge base needs next, or let people write questions for it; DIR as after --knowledge."""
    from adapters.terminal.growing import read_answers, show_needs, write_worksheet

    session.knowledge = folder or session.knowledge
    if worksheet and read:
        raise click.UsageError("--worksheet and --read exclude each other; leave one out")
    if worksheet:
        return write_worksheet(session, worksheet)
    return read_answers(session, read) if read else show_needs(session)


@evbot.command()
@everywhere
@_with_session
def discord(session: Session) -> int:
    """Answer on Discord, until the process is asked to end."""
    from adapters.platforms import run_discord

    return run_discord(session)


@evbot.command()
@everywhere
@click.option("--manifest", is_flag=True, help="Print the app manifest to paste into Slack, and end.")
@_with_session
def slack(session: Session, manifest: bool) -> int:
    """Answer on Slack, until the process is asked to end."""
    if manifest:
        from adapters.slack_app.manifest import print_manifest

        return print_manifest(session)
    from adapters.platforms import run_slack

    return run_slack(session)


@evbot.command()
@everywhere
@_with_session
def run(session: Session) -> int:
    """Answer on every platform that has credentials, in one process."""
    from adapters.platforms import run_all

    return run_all(session)
