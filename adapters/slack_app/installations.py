"""Keeps the tokens of workspaces that have installed the bot by OAuth, encrypted."""

import json
import logging
from base64 import urlsafe_b64encode
from hashlib import sha256
from time import monotonic, time
from typing import Any

from slack_bolt.error import BoltError
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore

from bot.memory import Memory

log = logging.getLogger(__name__)

_REMEMBERED_FOR = 300.0  # Seconds that a token is used without looking again; Slack refuses one that is gone.
_DELETED = ""  # The note in place of a token: notes are replaced, never removed.


class Installations(AsyncInstallationStore):
    """A note in the memory for each workspace, encrypted with `key`, so that the database alone gives no token away."""

    def __init__(self, memory: Memory, client_id: str, key: bytes) -> None:
        # Imported here: one workspace by token needs none of it.
        from cryptography.fernet import Fernet

        self._memory = memory
        self._client_id = client_id
        self._fernet = Fernet(urlsafe_b64encode(sha256(b"slack tokens\0" + key).digest()))
        self._remembered: dict[str, tuple[Bot, float]] = {}  # With when it was read.
        self._unreadable: set[str] = set()

    async def async_save(self, installation: Installation) -> None:
        await self.async_save_bot(installation.to_bot())

    async def async_save_bot(self, bot: Bot) -> None:
        """Raises BoltError where it cannot be kept: the person who installs is then told so."""
        name = self._note_name(bot.enterprise_id, None if bot.is_enterprise_install else bot.team_id)
        kept = {"token": bot.bot_token, "bot": bot.bot_id, "user": bot.bot_user_id, "app": bot.app_id}
        sealed = self._sealed(json.dumps(kept | {"scopes": list(bot.bot_scopes or ())}))
        await self._memory.keep_note(name, sealed)
        self._remembered.pop(name, None)
        self._unreadable.discard(name)
        if await self._memory.read_note(name) != sealed:
            raise BoltError("the database does not answer")

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """None where the app is not installed, or its token cannot be read."""
        name = self._note_name(enterprise_id, None if is_enterprise_install else team_id)
        remembered, since = self._remembered.get(name, (None, 0.0))
        if remembered and monotonic() - since < _REMEMBERED_FOR:
            return remembered
        sealed = await self._memory.read_note(name)
        if sealed is None:  # Never kept, or the database does not answer.
            return remembered
        if sealed == _DELETED:
            return None
        content = await self._opened(name, sealed)
        if content is None:
            return None
        bot = _to_bot(content, enterprise_id, team_id, bool(is_enterprise_install))
        self._remembered[name] = (bot, monotonic())
        return bot

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        name = self._note_name(enterprise_id, team_id)
        self._remembered.pop(name, None)
        await self._memory.keep_note(name, _DELETED)

    def _note_name(self, enterprise: str | None, team: str | None) -> str:
        """Without a `team`: the app is installed for all workspaces of the enterprise."""
        workspace = sha256(f"{self._client_id}\0{enterprise or ''}\0{team or ''}".encode()).hexdigest()
        return f"slack:installed:{workspace}"

    def _sealed(self, content: str) -> str:
        return self._fernet.encrypt(content.encode()).decode()

    async def _opened(self, name: str, sealed: str) -> str | None:
        """None where it was sealed with another key, which the log says once; the workspace has to install anew."""
        from cryptography.fernet import InvalidToken

        if sealed.startswith("{"):  # In plain text, as all were kept before they were sealed.
            await self._memory.keep_note(name, self._sealed(sealed))
            return sealed
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            pass
        if name not in self._unreadable:
            self._unreadable.add(name)
            log.warning("slack token of a workspace not read reason=another_key")
        return None


def _to_bot(content: str, enterprise: str | None, team: str | None, is_enterprise_install: bool) -> Bot:
    kept: dict[str, Any] = json.loads(content)
    return Bot(
        app_id=kept["app"],
        enterprise_id=enterprise,
        team_id=team,
        bot_token=kept["token"],
        bot_id=kept["bot"],
        bot_user_id=kept["user"],
        bot_scopes=kept["scopes"],
        is_enterprise_install=is_enterprise_install,
        installed_at=time(),
    )
