"""Addresses of platforms lead to a fake, and nothing leaves loopback.

The Python of a child process finds this first; a forked one, which has imported the platforms already, runs it.
"""

from __future__ import annotations

import os
import sys
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType
from typing import Any

_CHANGED = (
    *(("discord.http", "discord.gateway") if "FAKE_DISCORD" in os.environ else ()),
    *(("slack_sdk.web.async_base_client",) if "FAKE_SLACK" in os.environ else ()),
)
_LOCAL = ("127.0.0.1", "::1", "localhost")


class _Redirecting:
    """Lets the library import its module as it is, and then changes the address in it."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name not in _CHANGED:
            return None
        sys.meta_path.remove(self)  # type: ignore[arg-type]
        try:
            spec = find_spec(name)
        finally:
            sys.meta_path.insert(0, self)  # type: ignore[arg-type]
        if spec is not None and spec.loader is not None:
            execute = spec.loader.exec_module

            def exec_module(module: ModuleType) -> None:
                execute(module)
                _redirect(module)

            spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


def _redirect(module: ModuleType) -> None:
    if module.__name__ == "slack_sdk.web.async_base_client":
        _redirect_slack(module.AsyncBaseClient)
        return
    address = os.environ["FAKE_DISCORD"]
    if module.__name__ == "discord.http":
        module.Route.BASE = f"{address}/api/v10"  # type: ignore[attr-defined]
    else:
        import yarl

        module.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"{address.replace('http', 'ws')}/gateway")  # type: ignore[attr-defined]


def _redirect_slack(client: Any) -> None:
    """The address is a default of an argument, which stands where it was when the class was made."""
    begin = client.__init__

    def begin_here(self: Any, token: str | None = None, base_url: str = "", **others: Any) -> None:
        begin(self, token, f"{os.environ['FAKE_SLACK']}/api/", **others)

    client.__init__ = begin_here


for _name in _CHANGED:
    if _name in sys.modules:
        _redirect(sys.modules[_name])

if _CHANGED:
    sys.meta_path.insert(0, _Redirecting())  # type: ignore[arg-type]

    def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "socket.connect" and isinstance(arguments[1], tuple) and arguments[1][0] not in _LOCAL:
            raise OSError(f"a test reached for {arguments[1][0]}")
        if event == "socket.getaddrinfo" and arguments[0] not in (None, *_LOCAL):
            raise OSError(f"a test looked up {arguments[0]}")

    sys.addaudithook(_refuse)
