"""Parses the command line; options may stand anywhere, and a mistyped name gets the nearest suggestion."""

import re
from collections.abc import Callable
from copy import copy
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import click

from adapters.environment import installed_package

_SPAN = re.compile(r"([0-9]{1,6})([hdw])", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_HOURS = {"h": 1, "d": 24, "w": 168}

_ADDRESS = re.compile(r"\A[a-z][a-z0-9+.-]*+://", re.IGNORECASE)

Since = timedelta | date


class Named(click.Path):
    """A file or folder. Empty, as what an unset variable leaves, it would be the current folder."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not str(value).strip():
            self.fail("the path is empty; name a file or folder (. for this one)", param, ctx)
        if _ADDRESS.match(str(value)):
            self.fail(f"{value} is an address; save what stands there as a file, and name that", param, ctx)
        return super().convert(value, param, ctx)


PATH = Named(path_type=Path)
PATH_OR_WORD = Named(path_type=str)  # A word may stand for something else, as - does for standard input.


def named_as(what: str, *suffixes: str) -> Callable[[click.Context, click.Parameter, Path | None], Path | None]:
    """What is written is that whatever the name says, so the name must not say anything else."""

    def check(ctx: click.Context, param: click.Parameter, path: Path | None) -> Path | None:
        if path is not None and path.suffix.lower() not in suffixes:
            better = path / f"{ctx.info_name}{suffixes[0]}" if path.is_dir() else path.with_suffix(suffixes[0])
            raise click.BadParameter(f"{path} would be no {what}; name it {better}", ctx, param)
        return path

    return check


def to_since(ctx: click.Context, param: click.Parameter, value: str | None) -> Since | None:
    if value is None:
        return None
    span = _SPAN.fullmatch(value)
    if span and int(span[1]):
        return timedelta(hours=int(span[1]) * _HOURS[span[2]])
    try:
        return _read_day(value)
    except ValueError as error:
        message = f"{value!r} is no time to count from; write 30d, 12h, 2w, or a day as 2026-11-25"
        raise click.BadParameter(message, ctx, param) from error


def moment(since: Since | None, now: datetime) -> float:
    """Seconds since 1970; 0 where nothing is left out. A day begins at midnight UTC."""
    if since is None:
        return 0.0
    if isinstance(since, timedelta):
        return max(0.0, now.timestamp() - since.total_seconds())
    return max(0.0, datetime.combine(since, time(), UTC).timestamp())


def _read_day(value: str) -> date:
    if not _DAY.fullmatch(value):
        raise ValueError(value)
    return date.fromisoformat(value)


def show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        package = installed_package()
        ctx.obj.world.write_line(f"evbot {package.version if package else '(not installed)'}")
        ctx.exit()


def _set(ctx: click.Context, param: click.Parameter, value: object) -> None:
    """Set the attribute of the `Session` that is named as the option."""
    if value is not None:
        setattr(ctx.obj, str(param.name), value)


def _set_today(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    try:
        _set(ctx, param, None if value is None else _read_day(value))
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day; write one as 2026-11-25", ctx, param) from error


def _anywhere(*names: str, **attributes: Any) -> click.Option:
    return click.Option(names, expose_value=False, **{"callback": _set, **attributes})


_KNOWLEDGE = _anywhere("--knowledge", metavar="DIR", type=PATH, help="Answer from another knowledge base.")
_EVERYWHERE = (
    _KNOWLEDGE,
    _anywhere("--today", metavar="YYYY-MM-DD", callback=_set_today, help='The day that "last year" counts from.'),
    _anywhere("--json", "as_json", is_flag=True, default=None, help="One JSON object a line."),
)
"""They may stand before or after the command, since the callbacks set them in the `Session`."""


def _refused(option: click.Option) -> click.Option:
    """The same for a command on which it has no effect, and whose help does not show it."""
    refused = copy(option)
    refused.hidden, refused.callback = True, _refuse
    return refused


def _refuse(ctx: click.Context, param: click.Parameter, value: object) -> None:
    if value is not None:
        raise click.UsageError(f"`{ctx.command_path}` has no use for {param.opts[0]}; leave it out", ctx)


class Commands(click.Group):
    """Names the nearest command, whichever release of click reads the line. A command's function is imported when it
    runs, so that what it does not use is never loaded."""

    def __init__(self, name: str, target: str, help: str, *parameters: click.Parameter) -> None:
        """`target` ("module:function" of `adapters`) is called where no command is named."""

        @click.pass_context
        def call(ctx: click.Context, /, **options: Any) -> int:
            return _call(target, options, checked=True) if ctx.invoked_subcommand is None else 0

        super().__init__(
            name, params=[*_EVERYWHERE, *parameters], callback=call, invoke_without_command=True, help=help
        )

    def add(
        self,
        name: str,
        target: str,
        help: str,
        *parameters: click.Parameter,
        checked: bool = True,
        without: tuple[str, ...] = (),
    ) -> None:
        """`target` takes the session and the options, and returns the exit status. `checked`: settings are, before.
        `without`: those of the options of all commands that have no effect on this one."""
        everywhere = [_refused(option) if option.opts[0] in without else option for option in _EVERYWHERE]

        @click.pass_context
        def call(ctx: click.Context, /, **options: Any) -> int:
            # Before the command a day or a form may be set for all commands; a folder is meant for this one.
            if _KNOWLEDGE.opts[0] in without:
                _refuse(ctx, _KNOWLEDGE, ctx.obj.knowledge)
            return _call(target, options, checked=checked)

        self.add_command(click.Command(name, params=[*everywhere, *parameters], callback=call, help=help))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            ctx.fail(_no_such_command(args, tuple(self.commands), ctx.command_path))
        return super().resolve_command(ctx, args)


def _call(target: str, options: dict[str, Any], *, checked: bool) -> int:
    session = click.get_current_context().obj
    if checked:
        session.apply_settings()
    return int(resolve_name(f"adapters.{target}")(session, **options))


def _no_such_command(words: list[str], commands: tuple[str, ...], path: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(words[0], commands, n=1)
    meant = f"did you mean `{path} {near[0]}`?" if near else ""
    if path != "evbot":
        return f"there is no command {words[0]!r}; {meant or 'there are ' + ', '.join(commands)}"
    has_options = any(word.startswith("-") for word in words)
    asked = "QUESTION" if has_options else f'"{" ".join(words)}"'
    ask = f"to ask a question, write `evbot ask {asked}`"
    # A sentence may begin with what looks like a command, which has a word or options behind it.
    hints = [meant] if has_options or len(words) == 1 else [meant, ask] if len(words) == 2 else [ask]
    return f"there is no command {words[0]!r}; {' Or, '.join(filter(None, hints)) or ask}"
