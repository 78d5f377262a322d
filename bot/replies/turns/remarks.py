"""Strips a message of what it says beside its only question: "Wow. How much is it?"."""

from collections.abc import Callable
from dataclasses import replace

from bot.conversation.asking_again import repeats
from bot.conversation.message import question_beside_remarks
from bot.conversation.thresholds import EVEN
from bot.conversation.turn import Turn, read_turn
from bot.matching import Matcher, read_facets
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
    """The only question of a follow-up, where it is surer than the whole, and what stands before it only reacts to the
    last answer: it names nothing and counts nothing."""
    if not turn.follows or turn.corrects or (whole.answers and whole.confidence >= EVEN):
        return None
    found, lexicon = question_beside_remarks(question.text, turn.language), matcher.lexicon
    if found is None or any(sign.isdigit() for sign in found.remarks):
        return None
    if read_facets(lexicon.words(found.remarks), lexicon).values:
        return None
    is_chat = any(matcher.entries[one].topic == SMALL_TALK for one in matcher.exact(lexicon.words(found.topic)))
    # "Thx, how much is the Lark?"
    asked = replace(question, text=found.question.removeprefix(f"{found.topic}, ") if is_chat else found.question)
    part_turn = read_turn(asked, turn.context, matcher, turn.not_again)
    if found.remarks and repeats(part_turn, matcher):
        return None  # "He says that it flies. Is that true?" asks about what stands before.
    part, sure = understand(asked, part_turn), whole.confidence if whole.answers else 0.0
    return part if part.answers and part.confidence > sure else None
