"""Strips a message of what it says beside its only question: "Wow. How much is it?"."""

from collections.abc import Callable
from dataclasses import replace

from bot.conversation.asking_again import repeats
from bot.conversation.message import Remarked, question_beside_remarks
from bot.conversation.thresholds import EVEN
from bot.conversation.turn import Turn, read_turn
from bot.matching import Lexicon, Matcher, read_facets
from bot.model import SMALL_TALK, Question
from bot.replies.weighing.understood import Understood


def only_question(turn: Turn) -> str:
    """The message without its remarks; as it stands, if it asks several questions or none."""
    found = question_beside_remarks(turn.text, turn.language)
    return found.question if found else turn.text


def without_remarks(
    question: Question,
    turn: Turn,
    whole: Understood,
    matcher: Matcher,
    understand: Callable[[Question, Turn], Understood],
) -> Understood | None:
    """The only question of a follow-up, where it is surer than the whole, and what stands before it is a mere reaction
    to the last answer. `whole`: the message as `understand` has it, remarks included."""
    sure = whole.confidence if whole.answers else 0.0
    if not turn.follows or turn.corrects or sure >= EVEN:
        return None
    found = question_beside_remarks(question.text, turn.language)
    if found is None or not _is_reaction(found.remarks, matcher.lexicon):
        return None
    part = replace(question, text=_without_thanks(found, matcher))
    part_turn = read_turn(part, turn.context, matcher, turn.not_again)
    if found.remarks and repeats(part_turn, matcher):
        return None  # "He says that it flies. Is that true?" asks about what stands before.
    only = understand(part, part_turn)
    return only if only.answers and only.confidence > sure else None


def _is_reaction(remarks: str, lexicon: Lexicon) -> bool:
    """Whether it names nothing and counts nothing: "No way.", but not "Mine does 300."."""
    return not any(sign.isdigit() for sign in remarks) and not read_facets(lexicon.words(remarks), lexicon).values


def _without_thanks(found: Remarked, matcher: Matcher) -> str:
    """The question without what it begins with, where that is small talk: "Thx, how much is the Lark?"."""
    begun_with = matcher.exact(matcher.lexicon.words(found.topic))
    is_small_talk = any(matcher.entries[one].topic == SMALL_TALK for one in begun_with)
    return found.question.removeprefix(f"{found.topic}, ") if is_small_talk else found.question
