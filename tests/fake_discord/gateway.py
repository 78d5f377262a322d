"""The gateway of the fake: sends events; drops, resumes and invalidates sessions when told to."""

from __future__ import annotations

import asyncio
import json
import zlib
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from fake_discord.payloads import APPLICATION, Payload, guild, own_user, snowflake

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = 0, 1, 2, 6, 7, 9, 10, 11
PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15)
"""Members, presences and the content of messages."""


@dataclass(eq=False)
class Session:
    id: str
    shard: tuple[int, int]
    sent: list[Payload] = field(default_factory=list)
    connection: Connection | None = None
    resumable: bool = True


class Connection:
    """One socket, compressed as the library asks for."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self.request = request
        self._compressor = zlib.compressobj() if request.query.get("compress") == "zlib-stream" else None

    async def send(self, payload: Payload) -> None:
        text = json.dumps(payload)
        if self._compressor is None:
            await self.socket.send_str(text)
        else:
            packed = self._compressor.compress(text.encode()) + self._compressor.flush(zlib.Z_SYNC_FLUSH)
            await self.socket.send_bytes(packed)

    def break_off(self) -> None:
        """Without a close frame, which the other side sees as 1006."""
        if self.request.transport is not None:
            self.request.transport.abort()


class Gateway:
    def __init__(self, token: str, address: str = "") -> None:
        self.address = address
        self.token = token
        self.sessions: dict[str, Session] = {}
        self.identified: list[Payload] = []
        self.resumed = 0
        self.refuse_with: int | None = None
        """A close code for whoever identifies."""
        self.rights: int | None = None
        self.ready = asyncio.Event()
        self._changed = asyncio.Condition()

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        connection = Connection(socket, request)
        await connection.send({"op": HELLO, "d": {"heartbeat_interval": 41_250}, "s": None, "t": None})
        session: Session | None = None
        async for incoming in socket:
            if incoming.type is not WSMsgType.TEXT or len(incoming.data) > 4096:
                break
            payload = json.loads(incoming.data)
            match payload["op"]:
                case 1:
                    await connection.send({"op": HEARTBEAT_ACK, "d": None, "s": None, "t": None})
                case 2:
                    session = await self._identify(connection, payload["d"])
                case 6:
                    session = await self._resume(connection, payload["d"])
        if session is not None and session.connection is connection:
            session.connection = None
            if not self._live():
                self.ready.clear()
        return socket

    async def dispatch(self, event: str, data: Payload) -> None:
        """To the session that is connected; while none is, to the last one, for when it resumes."""
        live = self._live()
        session = live[-1] if live else list(self.sessions.values())[-1]
        await self._dispatch(session, event, data)

    def events(self, name: str) -> list[Payload]:
        """All that were sent of a kind."""
        return [one["d"] for session in self.sessions.values() for one in session.sent if one["t"] == name]

    async def close(self, code: int) -> None:
        for session in self._live():
            connection, session.connection = session.connection, None
            self.ready.clear()
            if connection is not None:
                if code == 1006:
                    connection.break_off()
                else:
                    await connection.socket.close(code=code)

    async def ask_to_reconnect(self) -> None:
        await self._send_to_all({"op": RECONNECT, "d": None, "s": None, "t": None})

    async def invalidate(self, *, resumable: bool) -> None:
        for session in self._live():
            session.resumable = resumable
        await self._send_to_all({"op": INVALID_SESSION, "d": resumable, "s": None, "t": None})

    async def hang_up(self) -> None:
        for session in self._live():
            if session.connection is not None:
                await session.connection.socket.close(code=1001)

    async def _send_to_all(self, payload: Payload) -> None:
        live = self._live()
        self.ready.clear()
        for session in live:
            if session.connection is not None:
                await session.connection.send(payload)

    def _live(self) -> list[Session]:
        return [session for session in self.sessions.values() if session.connection is not None]

    async def _identify(self, connection: Connection, data: Payload) -> Session | None:
        self.identified.append(data)
        if self.refuse_with or data["token"] != self.token or data["intents"] & PRIVILEGED:
            code = self.refuse_with or (4004 if data["token"] != self.token else 4014)
            await connection.socket.close(code=code)
            return None
        shard = tuple(data.get("shard") or (0, 1))
        session = Session(snowflake(), (shard[0], shard[1]), connection=connection)
        self.sessions[session.id] = session
        here = guild(self.rights) if self.rights is not None else guild()
        hello: dict[str, Any] = {
            "v": 10,
            "user": own_user(),
            "guilds": [{"id": here["id"], "unavailable": True}],
            "session_id": session.id,
            "resume_gateway_url": self.address,
            "shard": list(shard),
            "application": {"id": str(APPLICATION), "flags": 0},
        }
        await self._dispatch(session, "READY", hello)
        await self._dispatch(session, "GUILD_CREATE", here)
        self.ready.set()
        return session

    async def _resume(self, connection: Connection, data: Payload) -> Session | None:
        session = self.sessions.get(data["session_id"])
        if session is None or not session.resumable:
            await connection.send({"op": INVALID_SESSION, "d": False, "s": None, "t": None})
            return None
        session.connection = connection
        for payload in [one for one in session.sent if one["s"] > data["seq"]]:
            await connection.send(payload)
        self.resumed += 1
        await self._dispatch(session, "RESUMED", {})
        self.ready.set()
        return session

    async def _dispatch(self, session: Session, event: str, data: Payload) -> None:
        payload = {"op": DISPATCH, "t": event, "s": len(session.sent) + 1, "d": data}
        session.sent.append(payload)
        if session.connection is not None:
            await session.connection.send(payload)
