"""Finds the token with which an event is answered; keeps OAuth's tokens, encrypted, and begun installations."""

import hmac
import json
import logging
import secrets
from base64 import urlsafe_b64encode
from hashlib import sha256
from time import monotonic, time
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.error import BoltError
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from adapters.slack_app.credentials import Identity
from bot.desk import Desk

log = logging.getLogger(__name__)

_REMEMBERED_FOR = 300.0  # Seconds that a token is used without looking again; Slack refuses one that is gone.
_STATE_VALID_FOR = 600  # Seconds.


class Authorize(AsyncAuthorize):
    """Knows the bot token's workspace and those that installed the app; bolt's own class asks Slack at each event."""

    def __init__(self, token: str | None, identity: Identity | None, installed: AsyncInstallationStore | None) -> None:
        self._own = _own_bot(token, identity) if token and identity else None
        self._installed = installed

    async def __call__(
        self, *, context: Any, enterprise_id: str | None, team_id: str | None, user_id: str | None, **_: Any
    ) -> AuthorizeResult | None:
        bot = await self._bot(enterprise_id, team_id, for_all=bool(context.is_enterprise_install))
        if bot is None:
            return None
        return AuthorizeResult(
            enterprise_id=bot.enterprise_id,
            team_id=bot.team_id,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
            bot_token=bot.bot_token,
            bot_scopes=list(bot.bot_scopes),
            user_id=user_id,
        )

    async def token_of(self, enterprise: str | None, team: str) -> str | None:
        """The token for a workspace, without an event from there; None where the app is not installed."""
        bot = await self._bot(enterprise, team, for_all=False) or await self._bot(enterprise, team, for_all=True)
        return bot.bot_token if bot is not None else None

    async def _bot(self, enterprise: str | None, team: str | None, *, for_all: bool) -> Bot | None:
        """`for_all`: the app is installed for all workspaces of the enterprise."""
        if self._installed is None or (self._own is not None and self._own.team_id == team):
            return self._own
        return await self._installed.async_find_bot(
            enterprise_id=enterprise, team_id=team, is_enterprise_install=for_all
        )


def _own_bot(token: str, own: Identity) -> Bot:
    return Bot(
        bot_token=token,
        enterprise_id=own.enterprise,
        team_id=own.team,
        bot_id=own.bot or "",
        bot_user_id=own.bot_user,
        bot_scopes=own.scopes,
        installed_at=time(),
    )


class Installations(AsyncInstallationStore):
    """A note of the desk for each workspace, encrypted with `key`, so that the database alone gives no token away."""

    def __init__(self, desk: Desk, client_id: str, key: bytes) -> None:
        # Imported here: one workspace by token needs none of it.
        from cryptography.fernet import Fernet

        self._desk = desk
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
        await self._desk.keep_note(name, sealed)
        self._remembered.pop(name, None)
        self._unreadable.discard(name)
        if await self._desk.read_note(name) != sealed:
            raise BoltError("the database does not answer")

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        name = self._note_name(enterprise_id, None if is_enterprise_install else team_id)
        remembered, since = self._remembered.get(name, (None, 0.0))
        if remembered and monotonic() - since < _REMEMBERED_FOR:
            return remembered
        sealed = await self._desk.read_note(name)
        if sealed is None:  # Never kept, or the database does not answer.
            return remembered
        content = await self._opened(name, sealed) if sealed else None
        if content is None:
            return None
        bot = _to_bot(content, enterprise_id, team_id, bool(is_enterprise_install))
        self._remembered[name] = (bot, monotonic())
        return bot

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        name = self._note_name(enterprise_id, team_id)
        self._remembered.pop(name, None)
        await self._desk.keep_note(name, "")

    def _note_name(self, enterprise: str | None, team: str | None) -> str:
        workspace = sha256(f"{self._client_id}\0{enterprise or ''}\0{team or ''}".encode()).hexdigest()
        return f"slack:installed:{workspace}"

    def _sealed(self, content: str) -> str:
        return self._fernet.encrypt(content.encode()).decode()

    async def _opened(self, name: str, sealed: str) -> str | None:
        """None where it was sealed with another key, which the log says once; the workspace has to install anew."""
        from cryptography.fernet import InvalidToken

        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            pass
        if sealed.startswith("{"):  # Kept as it is, before every token was sealed.
            await self._desk.keep_note(name, self._sealed(sealed))
            return sealed
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


class States(AsyncOAuthStateStore):
    """The `state` of each begun installation: signed, and valid once, for ten minutes, in any process."""

    def __init__(self, desk: Desk, secret: str) -> None:
        self._desk = desk
        self._key = secret.encode()

    async def async_issue(self, *_: Any, **__: Any) -> str:
        signed = f"{int(time()) + _STATE_VALID_FOR}.{secrets.token_urlsafe(18)}"
        return f"{signed}.{self._signature(signed)}"

    async def async_consume(self, state: str) -> bool:
        signed, _, signature = state.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(signed).encode()):
            return False
        valid_until, _, _ = signed.partition(".")
        if int(valid_until) < time():
            return False
        key = f"slack:state:{state}"
        return await self._desk.claim(key) and await self._desk.close_to_send(key)

    def _signature(self, signed: str) -> str:
        return hmac.new(self._key, f"state\0{signed}".encode(), sha256).hexdigest()
