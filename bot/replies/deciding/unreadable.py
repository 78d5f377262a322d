"""Recognises messages that cannot be read: noise, other languages."""

from bot.conversation.language_files import language_file
from bot.matching import Matcher, Ranking, besides
from bot.model import Words

READ = 2_000  # Signs of a message that are looked through.
_TELLS_LANGUAGE = 3  # Words from which on a message tells its language.
_FOREIGN_ONE_IN = 3  # One in so many words of a message is a word of another language, at least, where it is in that.


def unreadable_line(text: str, ranking: Ranking, words: Words) -> str:
    """What is said of noise and of another language; empty where a message is neither."""
    if is_noise(ranking):
        return words.noise
    return words.other_language if _is_foreign(ranking.words, text[:READ], words.code) else ""


def is_noise(ranking: Ranking) -> bool:
    """Whether there is nothing to read: no word, or a mere number, which is neither a date nor a name."""
    is_number = len(ranking.words) == 1 and ranking.words[0].isdigit()
    return not ranking.words or (is_number and not (ranking.exact or ranking.synonyms or ranking.facets.values))


def _is_foreign(words: tuple[str, ...], text: str, language: str) -> bool:
    foreign = language_file(language).get("foreign")
    if foreign is None:
        return False
    if _is_in_other_script(text, foreign["last_letter"]):
        return True
    known = foreign["words"].split()
    return len(words) >= _TELLS_LANGUAGE and sum(word in known for word in words) >= len(words) / _FOREIGN_ONE_IN


def _is_in_other_script(text: str, last_letter: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return sum(sign > last_letter for sign in letters) > len(letters) / 2


def is_foreign_beside_names(text: str, ranking: Ranking, matcher: Matcher) -> bool:
    """Whether a message is in a script that the bot's language does not use, and has words in it that are no names and
    that no entry is asked with ("Lark是什么时候有的")."""
    foreign = language_file(matcher.lexicon.language).get("foreign")
    if foreign is None or ranking.exact or not _is_in_other_script(text[:READ], foreign["last_letter"]):
        return False
    others = besides(ranking.words, matcher.lexicon.names(ranking.words))
    known = matcher.index.texts.word_counts
    return any(word[0] > foreign["last_letter"] and word not in known for word in others)
