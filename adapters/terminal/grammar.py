"""Parses the command line; options may stand anywhere, and a mistyped name gets the nearest suggestion."""

from collections.abc import Callable
from copy import copy
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

import click

from adapters.environment import installed_package
from adapters.terminal.unknown_commands import no_such_command
from adapters.terminal.values import PATH, read_day


def show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        package = installed_package()
        ctx.obj.world.write_line(f"evbot {package.version if package else '(not installed)'}")
        ctx.exit()


# An option of all commands may stand before or after the command, since its callback sets it in the `Session`. Where it
# has no effect, the command has a copy of it that the help hides and that is refused.


def _set_folder(ctx: click.Context, _: click.Parameter, folder: Path | None) -> None:
    if folder is not None:
        ctx.obj.named_folder = folder


def _set_today(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    try:
        ctx.obj.today = read_day(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day; write one as 2026-11-25", ctx, param) from error


def _set_json(ctx: click.Context, _: click.Parameter, wanted: bool | None) -> None:
    if wanted is not None:
        ctx.obj.as_json = wanted


def _refuse(ctx: click.Context, param: click.Parameter, value: object) -> None:
    if value is not None:
        raise click.UsageError(f"`{ctx.command_path}` has no use for {param.opts[0]}; leave it out", ctx)


def _refused(option: click.Option) -> click.Option:
    refused = copy(option)
    refused.hidden, refused.callback = True, _refuse
    return refused


def _anywhere(name: str, callback: Callable[..., None], **attributes: Any) -> click.Option:
    return click.Option([name], callback=callback, expose_value=False, **attributes)


_KNOWLEDGE = _anywhere("--knowledge", _set_folder, metavar="DIR", type=PATH, help="Answer from another knowledge base.")
_EVERYWHERE = (
    _KNOWLEDGE,
    _anywhere("--today", _set_today, metavar="YYYY-MM-DD", help='The day that "last year" counts from.'),
    _anywhere("--json", _set_json, is_flag=True, default=None, help="One JSON object a line."),
)


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
        """`target` takes the session, and each of `parameters` by its name; it returns the exit status. `checked`: the
        settings are, before that; otherwise `target` checks them itself. `without`: options of all commands that have
        no effect here."""
        everywhere = [_refused(option) if option.opts[0] in without else option for option in _EVERYWHERE]

        @click.pass_context
        def call(ctx: click.Context, /, **options: Any) -> int:
            # Before the command a day or a form may be set for all commands; a folder is meant for this one.
            if _KNOWLEDGE.opts[0] in without:
                _refuse(ctx, _KNOWLEDGE, ctx.obj.named_folder)
            return _call(target, options, checked=checked)

        self.add_command(click.Command(name, params=[*everywhere, *parameters], callback=call, help=help))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            ctx.fail(no_such_command(args, tuple(self.commands), ctx.command_path))
        return super().resolve_command(ctx, args)


def _call(target: str, options: dict[str, Any], *, checked: bool) -> int:
    session = click.get_current_context().obj
    if checked:
        session.check_settings()
    return int(resolve_name(f"adapters.{target}")(session, **options))
