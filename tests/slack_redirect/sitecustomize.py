"""Leads a child process to the fakes on loopback, and lets it reach nothing else. Python imports it by itself."""

from __future__ import annotations

import ipaddress
import os
import socket

_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex


def _check(address: object) -> None:
    host = address[0] if isinstance(address, tuple) else None
    if host is None:
        return
    try:
        inside = ipaddress.ip_address(host).is_loopback
    except ValueError:
        inside = host == "localhost"
    if not inside:
        raise ConnectionRefusedError(f"the tests reach nothing outside: {host}")


def _guarded(connect):
    def only_loopback(self, address):
        _check(address)
        return connect(self, address)

    return only_loopback


socket.socket.connect = _guarded(_connect)
socket.socket.connect_ex = _guarded(_connect_ex)

if os.environ.get("FAKE_SLACK"):
    from slack_sdk.web.async_base_client import AsyncBaseClient

    _init = AsyncBaseClient.__init__

    def _redirected(self, token=None, base_url="", **others):
        _init(self, token, os.environ["FAKE_SLACK"] + "/api/", **others)

    AsyncBaseClient.__init__ = _redirected
