"""The commands of the command line: names, options and help, each with the function that carries it out."""

from click import Argument, FloatRange, Option, Path

from adapters.terminal.grammar import Commands, show_version
from adapters.terminal.values import PATH, PATH_OR_WORD, named_as, to_since

_PERCENT = FloatRange(0, 100)
_CHART = Option(
    ["--chart"],
    metavar="FILE.png",
    type=PATH,
    callback=named_as("PNG", ".png", ""),
    help="Write the picture of the answer, where it has one.",
)
_SINCE = Option(["--since"], metavar="TIME", callback=to_since, help="Only of the last 30d, 12h or 2w, or since a day.")
_ID = Argument(["id"], metavar="ID")


def _option(
    names: str, metavar: str, help: str, type: Path | FloatRange | None = None, *, required: bool = False
) -> Option:
    """`names`: the option, and behind it the parameter where that is called otherwise: "--to folder"."""
    return Option(names.split(), metavar=metavar, type=type, required=required, help=help)


def _flag(names: str, help: str) -> Option:
    return Option(names.split(), is_flag=True, help=help)


evbot = Commands(
    "evbot",
    "terminal.chatting:chat_with",
    'Answers questions from a curated knowledge base: dated, sourced, or an honest "I don\'t know".\n\n'
    "Without a command it chats.",
    _flag("--no-history", "Chat without remembering what was typed."),
    Option(
        ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=show_version, help="Print the version."
    ),
)
evbot.add(
    "chat",
    "terminal.chatting:chat_with",
    "Chat in the terminal; piped in, each line is answered.",
    _flag("--no-history", "Do not remember what was typed."),
    _flag("--record", "Keep questions and votes in the database, as the platforms do."),
)
evbot.add(
    "ask",
    "terminal.answering:ask",
    "Answer one question, or a batch of them.",
    Argument(["words"], metavar="[TEXT]...", nargs=-1),
    _option("--batch", "FILE", "One question a line; - reads standard input.", PATH_OR_WORD),
    _flag("--why", "Tell how the answer was found."),
    _flag("--conversation", "The lines of a batch are turns; a blank line starts anew."),
    _CHART,
)
evbot.add("topics", "terminal.browsing:show_topics", "List what can be asked.")
evbot.add(
    "show",
    "terminal.browsing:show",
    "Show the entry with this id.",
    Argument(["id"], metavar="[ID]", required=False),
    _flag("--all everything", "Every entry, the generated ones included."),
    _CHART,
)
evbot.add(
    "check",
    "terminal.checking:check_knowledge",
    "Look for mistakes in the knowledge base; exit with 1 on an error.",
    _flag("--stale only_stale", "Only list the entries that have grown old, and exit with 0."),
    _flag("--verbose", "Also list the ways of asking that get another entry once they are left out of the base."),
)
evbot.add(
    "eval",
    "terminal.checking:measure",
    "Measure how many cases get the answer that they expect.",
    Argument(["cases"], metavar="CASES...", nargs=-1, required=True, type=PATH),
    _option("--right", "P", "At least P per cent right, or exit with 1.", _PERCENT),
    _option("--right-or-asked", "P", "At least P per cent right or asked.", _PERCENT),
    _option("--wrong", "P", "At most P per cent wrong.", _PERCENT),
    _flag("--verbose", "List the cases that are not right."),
)
evbot.add(
    "doctor",
    "terminal.diagnosis:examine",
    "Tell what is configured and what is missing, with the fix; exit with 1 where something is wrong.",
    _flag("--online", "Also ask the platforms whether token, scopes and intents fit."),
    checked=False,
)
evbot.add(
    "log",
    "terminal.recorded:export_log",
    "Write the recorded questions to a file.",
    _option("--export file", "FILE", "The file to write; - is standard output.", PATH_OR_WORD, required=True),
    _flag("--text as_text", "One question a line, for `evbot ask --batch`."),
)
evbot.add("gaps", "terminal.recorded:show_gaps", "List what was asked and not answered, grouped by subject.", _SINCE)
evbot.add(
    "report",
    "terminal.recorded:write_report",
    "Write a page with plots of what was asked, what came of it, and what has grown old.",
    Argument(["file"], metavar="FILE.html", type=PATH, callback=named_as("page", ".html", ".htm")),
    _SINCE,
)

curate = Commands(
    "curate",
    "terminal.curating:list_suggestions",
    "List what a curator could decide, the most wanted first; its own commands decide it.",
)
evbot.add_command(curate)
curate.add(
    "show",
    "terminal.curating:show_suggestion",
    "Show one suggestion, and every wording that accepting it would take in.",
    _ID,
)
curate.add(
    "accept",
    "terminal.curating:accept_suggestions",
    "Accept a suggestion, or several as one; exit with 1, and change nothing, where that would turn another answer.",
    Argument(["ids"], metavar="ID...", nargs=-1, required=True),
    _option("--entry", "ENTRY", "What answers it, null: nothing may; with --answer its id."),
    _option("--text", "TEXT", "How it is asked, in place of what askers wrote."),
    _option("--answer", "FILE", "YAML with the keys of an entry, or the answer's text alone.", PATH),
)
curate.add("reject", "terminal.curating:reject_suggestion", "Reject a suggestion, so that it is not listed again.", _ID)
curate.add(
    "undo",
    "terminal.curating:undo_decision",
    "Take back the last decision, or that on one suggestion.",
    Argument(["id"], metavar="[ID]", required=False),
)
curate.add(
    "export",
    "terminal.curating:export_accepted",
    "Write what was accepted into the files of the knowledge base, and print what that changes.",
    _option("--to", "DIR", "Another folder; where it is new, a copy.", PATH),
)

evbot.add(
    "diff",
    "terminal.comparing:compare_knowledge",
    "Tell what NEW answers otherwise than OLD, folders of knowledge or git revisions; exit with 1 where that is worse."
    "\n\nA question that must reach an entry, or none, gets worse where OLD was right and NEW is not.",
    Argument(["old"], metavar="OLD", type=PATH_OR_WORD),
    Argument(["new"], metavar="NEW", type=PATH_OR_WORD),
    _option("--log", "FILE", "Also ask what `evbot log --export FILE` wrote.", PATH),
    _flag(
        "--by-chance",
        "Exit with 0 where only a few get worse, none of them by an edit: any change moves some questions.",
    ),
)
evbot.add(
    "init",
    "terminal.starting:start_knowledge",
    "Write a small knowledge base to start one's own from; in a terminal it asks what the bot shall be.\n\n"
    "Without DIR the folder is called as the bot.",
    Argument(["folder"], metavar="[DIR]", required=False, type=PATH),
    _option("--name", "NAME", "What the bot is called; left out: as the folder."),
    _option("--subject", "WORDS", 'What it answers questions about, such as "our library"; left out: the name.'),
    _option("--language", "CODE", "Such as en or de; left out: en."),
    without=("--knowledge", "--today"),
)
evbot.add(
    "import",
    "terminal.starting:import_faq",
    "Bring a FAQ from elsewhere into a knowledge base, or update what it brought before.",
    Argument(["file"], metavar="FILE", type=PATH),
    _option("--to folder", "DIR", "The knowledge base; made where there is none.", PATH, required=True),
    without=("--knowledge", "--today"),
)
evbot.add(
    "grow",
    "terminal.growing:grow",
    "Tell what the knowledge base needs next, or let people write questions for it; DIR as after --knowledge.",
    Argument(["folder"], metavar="[DIR]", required=False, type=PATH),
    _option("--worksheet", "FILE", "Write answers with room for questions, for people.", PATH),
    _option("--read", "FILE", "Take in the questions that were written on a worksheet.", PATH),
    checked=False,
)
evbot.add(
    "discord",
    "platforms:run_discord",
    "Answer on Discord, until the process is asked to end.",
    without=("--today", "--json"),
)
evbot.add(
    "slack",
    "platforms:run_slack",
    "Answer on Slack, until the process is asked to end.",
    _flag("--manifest", "Print the app manifest to paste into Slack; with --json as JSON."),
    without=("--today",),
)
evbot.add(
    "run",
    "platforms:run_all",
    "Answer on every platform that has credentials, in one process.",
    without=("--today", "--json"),
)
