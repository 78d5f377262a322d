"""Every sentence that the bot says of itself, in one place: short, plain, friendly."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.model import RANK, SPAN

_MONTHS = ("January February March April May June July August September October November December").split()

NONE_OF_THESE = "None of these"
NOT_WHAT_I_MEANT = "Not what I meant"
EMPTY = "Ask me a question, for example: “{example}”"
EMPTY_WITHOUT_EXAMPLE = "Ask me a question in your own words."
UNKNOWN = "I don't know that."
UNKNOWN_ABOUT = "I don't know that. I have nothing about {what} in this matter."
NOISE = "I can't read a question in that."
LANGUAGE = "I only understand {language}. Could you ask again in {language}?"
TOPICS = "I know about {topics}."
TOPICS_AMONG = "I know about {topics}, among others."
CLARIFY = "Did you mean one of these?"
NEIGHBOURS = "I have nothing for {missing}, but I have these:"
SHARED = "That question has more than one answer here:"
OPEN = "Which one do you mean?"
DECLINED = "Noted. Could you put it in other words? {topics}"
MORE = "There is more on this:"
NO_MORE = "That is all I have on this. {topics}"
BUSY = "One moment, please: that was a lot of questions at once. Ask again in {seconds} seconds."
PRIVACY = (
    "I keep your questions for {days} days, to learn what I could not answer, without your name or account and with"
    " addresses, numbers and secrets taken out. You can have all of it as a file, or have it deleted."
)
PRIVACY_WITHOUT_TEXT = (
    "I keep no questions: only which answers were given, for {days} days, without your name or account. You can have"
    " all of it as a file, or have it deleted."
)
PRIVACY_NOTHING = "I keep nothing of what you ask once we are done."
EXPORTED = "This is all that I keep of you."
EXPORTED_NOTHING = "I keep nothing of you."
DELETED = "Done: I keep nothing of you any more."
NOT_NOW = "I can't reach my memory at the moment. Please try again in a few minutes."
VOTED_GOOD = "Thank you!"
VOTED_BAD = "Thank you, noted. What was wrong with it?"
VOTE_TAKEN_BACK = "Your vote is taken back."
NO_WHY = "There is no answer yet that had to be found."
STALE = "This is from {date} and may have changed since."
NOTHING_NEWER = "I have nothing newer than {date}."
APPLIES_TO = "For {what}:"
UNTOLD = "To “{question}” I have no sure answer."
AS_OF = "As of {date}"
SOURCE_HEADING = "Sources"
RELATED_HEADING = "You could also ask"
GREETING = "Hi! I answer questions about {name}. Ask in your own words, for example:"
ABOUT_COUNT = "I hold {answers} answers from {topics}; the newest is from {date}."
ABOUT_COUNT_UNDATED = "I hold {answers} answers from {topics}."
ABOUT_HONESTY = (
    "My answers are prepared beforehand; no language model is at work when you ask. Where I don't know, I say so."
)
ABOUT_PRIVACY = "What I keep of you, and how to have it deleted: {privacy}"

GOOD = "👍"
BAD = "👎"
REMOVE = "🗑️"
SHARE = "Share with the channel"
MORE_BUTTON = "More"
GONE = "That answer is not here any more. Ask in your own words, and I will look for another."
OLD_BUTTON = "I don't know that button any more. Ask in your own words, please."
NOT_YOURS = "Only who asked for it can remove this."
WAS_WRONG = "It is wrong"
WAS_OUT_OF_DATE = "It is out of date"
WAS_NOT_MINE = "Not my question"
REPORTED = "Thank you, noted."
MEANT = "Sorry! Did you mean one of these?"
MEANT_SOMETHING = "Sorry! What did you mean?"
MEANT_ELSE = "Something else"
MEANT_FORM = "What did you mean?"
MEANT_LABEL = "Your question, in other words"
MEANT_EXAMPLE = "What I wanted to know is …"
MEANT_SEND = "Send"
MEANT_NOTED = "Thank you. I have noted what you meant."
TOPICS_LEAD = "This is what I know about. Pick a topic, then a question."
TOPIC_LEAD = "These are the questions about {topic}."
TOPIC_MENU = "Pick a topic"
QUESTION_MENU = "Pick a question about {topic}"
QUESTION_MENU_LATER = "More questions about {topic}"
QUESTIONS_LATER = "More questions …"
TOPICS_COUNT = "{count} topics"
TOPICS_COUNT_ONE = "one topic"
TOPIC_COUNT = "{count} questions"
TOPIC_COUNT_ONE = "One question"
NO_CHART = "I have no picture of that. You could ask for one of these:"
NO_CHARTS = "I have no pictures."
EXPORT_BUTTON = "What I keep of you"
ASK_DELETE_BUTTON = "Delete it"
WORKING = "is looking it up …"
PROMPTS_TITLE = "You could ask:"
STATE = "For you, as an admin: {database}, {waiting} turns are waiting to be recorded."
STATE_REACHABLE = "the database answers"
STATE_LOST = "the database does not answer, so I go on without it"
APP_DESCRIPTION = "Answers questions about {name}, dated and sourced; where it does not know, it says so."
ANSWER_THIS_DESCRIPTION = "Answers the question in this message"
COMMAND_HINT = "your question, or help, topics, chart NAME, why, about, privacy, settings"
DELETE_SURE = "Shall I delete all that I keep of you? That can't be undone."
DELETE_BUTTON = "Delete it all"
IN_ANSWER_TO = "In answer to this message"
NO_TEXT = "There is no text in that message that I could answer."
MENTION_ME = "I couldn't read that. Please ask again and mention me: {mention} and then your question."
OOPS = "Something went wrong on my side. Please try again; if it stays so, tell whoever runs me this code: {code}"
MAY_NOT_WRITE = "I may not write in {channel}. Whoever manages the server can give me the right to send messages there."
THAT_CHANNEL = "that channel"
NO_PICTURE = "There is a picture of this, but I may not attach files here."
SETTINGS_CHANNELS = "Mentions are answered in: {channels}"
SETTINGS_ALL_CHANNELS = "all channels"
SETTINGS_PRIVATE = "Answers to commands are shown: {who}"
SETTINGS_TO_ALL = "to everyone, unless asked otherwise"
SETTINGS_TO_ASKER = "to who asked, unless asked otherwise"
SETTINGS_VOTES = "Numbers of votes: {shown}"
SETTINGS_SHOWN = "shown"
SETTINGS_HIDDEN = "hidden"
SETTINGS_TITLE = "Settings of this place"
SETTINGS_LEAD = "What is changed here holds at once."
SETTINGS_MENU = "Channels in which mentions are answered"
SETTINGS_MAKE_PRIVATE = "Answer privately"
SETTINGS_MAKE_PUBLIC = "Answer to everyone"
SETTINGS_SHOW_VOTES = "Show votes"
SETTINGS_HIDE_VOTES = "Hide votes"
SETTINGS_ANY_CHANNEL = "Answer in all channels"
NOT_MANAGER = "Only who manages this place can see and change its settings."
NO_SETTINGS = "There is nothing to set in a direct message."
HELP = """\
Ask in your own words, typos and all: {ask}. Or mention me, or write to me directly.

- {topics}: what can be asked
- {chart}: a picture
- {why}: how the last answer was found
- {about}: what I am
- {privacy}: what I keep of you; it can be had as a file, or deleted
- {settings}: for who manages this place

👍 and 👎 tell me how good an answer was, “Not what I meant” shows what else I found, and 🗑️ removes it."""

_LANGUAGES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "zh": "Chinese"}


def language_name(code: str) -> str:
    return _LANGUAGES.get(code.split("-")[0].casefold(), code)


def readable_date(date: str) -> str:
    """Turn 2025-12-31, 2025-12 or 2025 into "31 December 2025", "December 2025" or "2025"."""
    found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", date)
    if found is None or (found[2] and not 1 <= int(found[2]) <= 12):
        return date
    year, month, day = found.groups()
    if month is None:
        return year
    name = f"{_MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {name}" if day else name


def readable_facet(kind: str, value: str) -> str:
    """Turn a facet into words: ("month", "2025-05") into "May 2025", ("model", "su-9-pro") into "su 9 pro"."""
    if kind == "day":
        return readable_date(value)
    if kind == RANK:
        return f"place {value}"
    if kind == SPAN:
        year, first, last = value.rsplit("-", 2)
        months = f"{_MONTHS[int(first) - 1]} to {_MONTHS[int(last) - 1]}"
        return months if year == "-" else f"{months} {year}"
    found = re.fullmatch(r"(\d{4}|-)-(?:(\d\d)|([QH]\d))", value)
    if found is None:
        return value if kind == "year" else value.replace("-", " ")
    period = _MONTHS[int(found[2]) - 1] if found[2] and 1 <= int(found[2]) <= 12 else found[3] or value
    return period if found[1] == "-" else f"{period} {found[1]}"


def enumeration(items: Sequence[str], last: str = "and") -> str:
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"
