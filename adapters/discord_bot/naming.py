"""Names commands in each of Discord's languages."""

from __future__ import annotations

from discord import Locale
from discord.app_commands import TranslationContextTypes, Translator, locale_str

from bot.knowledge import speaks, words_in
from bot.model import Words


def named(key: str, words: Words) -> locale_str:
    return locale_str(words.commands[key], key=key)


class Names(Translator):
    async def translate(self, string: locale_str, locale: Locale, context: TranslationContextTypes) -> str | None:
        key = string.extras.get("key")
        return words_in(locale.value).commands[key] if key and speaks(locale.value) else None
