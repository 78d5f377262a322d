"""Names commands in each of Discord's languages."""

from __future__ import annotations

from discord import Locale
from discord.app_commands import TranslationContextTypes, Translator, locale_str

from bot.model import Words
from bot.pages import is_known, word


def named(key: str, words: Words) -> locale_str:
    return locale_str(words.commands[key], key=key)


class Names(Translator):
    async def translate(self, string: locale_str, locale: Locale, context: TranslationContextTypes) -> str | None:
        key = string.extras.get("key")
        return word(key, locale.value) if key and is_known(locale.value) else None
