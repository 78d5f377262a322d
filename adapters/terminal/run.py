"""Runs a command and returns its exit status; every error becomes a line with the remedy."""

import logging
import os
from collections.abc import Sequence
from contextlib import suppress

import click

from adapters.terminal.commands import evbot
from adapters.terminal.session import Session
from adapters.terminal.world import World
from bot.model import BotError

log = logging.getLogger(__name__)

DONE, REFUSED = 0, 2
_INTERRUPTED = 130


def run(arguments: Sequence[str], world: World) -> int:
    try:
        status = _invoke(arguments, world)
        world.stdout.flush()
    except BrokenPipeError:
        _let_go_of(world)
        return DONE
    except KeyboardInterrupt:
        return _INTERRUPTED
    except (click.ClickException, BotError) as error:
        world.tell(_explained(error) if isinstance(error, click.ClickException) else str(error))
        return REFUSED
    except OSError as error:
        world.tell(
            f"{error.filename or 'standard output'}: {error.strerror or error}; make room or choose another place"
        )
        if error.filename is None:
            # What could not be written would be tried again at the end, and change the exit status.
            with suppress(OSError):
                _let_go_of(world)
        return REFUSED
    except Exception as error:
        log.debug("unexpected error", exc_info=True)
        world.tell(
            f"this should not happen ({type(error).__name__}: {error});"
            " run it again with EVBOT_LOG_LEVEL=debug and report what it prints"
        )
        return REFUSED
    return status


def _invoke(arguments: Sequence[str], world: World) -> int:
    # Not `evbot.main()`: it would end the process itself, with 1 where the reader of a pipe has left.
    try:
        with evbot.make_context("evbot", list(arguments), obj=Session(world)) as context:
            status = evbot.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    return int(status or DONE)


def _explained(error: click.ClickException) -> str:
    message = error.format_message().rstrip(".")
    context = error.ctx if isinstance(error, click.UsageError) else None
    remedy = f"; see `{context.command_path} --help`" if context else ""
    return message[:1].lower() + message[1:] + remedy


def _let_go_of(world: World) -> None:
    """Give the interpreter somewhere to flush to when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, world.stdout.fileno())
