"""A real browser for tests: Chromium, where it is installed, driven over its own protocol on loopback."""

from __future__ import annotations

import asyncio
import base64
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import aiohttp

PATH = shutil.which("chromium") or shutil.which("chromium-browser")
_PATIENCE = 20.0


class Tab:
    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0

    async def open(self, page: Path, *, width: int, dark: bool = False) -> None:
        await self.do("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=True)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        await self.do("Emulation.setEmulatedMedia", features=[scheme])
        await self.do("Page.navigate", url=page.as_uri())
        while await self.evaluate("document.readyState + location.href") != f"complete{page.as_uri()}":
            await asyncio.sleep(0.02)

    async def evaluate(self, expression: str) -> Any:
        done = await self.do("Runtime.evaluate", expression=expression, returnByValue=True)
        return done["result"].get("value")

    async def picture(self) -> bytes:
        done = await self.do("Page.captureScreenshot", captureBeyondViewport=True)
        return base64.b64decode(done["data"])

    async def do(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": parameters})
        while True:
            answer = await self._socket.receive_json(timeout=_PATIENCE)
            if answer.get("id") == self._number:
                return answer["result"]  # type: ignore[no-any-return]


@asynccontextmanager
async def chromium() -> AsyncIterator[Tab]:
    assert PATH is not None
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0")
        process = subprocess.Popen(
            [PATH, *options, f"--user-data-dir={folder}", "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            port = await asyncio.wait_for(_port(Path(folder, "DevToolsActivePort")), _PATIENCE)
            async with aiohttp.ClientSession() as client:
                async with client.get(f"http://127.0.0.1:{port}/json") as listed:
                    tabs = await listed.json()
                address = next(tab["webSocketDebuggerUrl"] for tab in tabs if tab["type"] == "page")
                async with client.ws_connect(address, max_msg_size=0) as socket:
                    yield Tab(socket)
        finally:
            process.terminate()
            process.wait()


async def _port(file: Path) -> str:
    while not file.exists() or not file.read_text():
        await asyncio.sleep(0.05)
    return file.read_text().split("\n")[0]
