"""Reads the words, or the Markdown, of a message as Slack delivers it."""

import re
from collections.abc import Iterator, Mapping

from adapters.slack_app.markup import escaped, to_words
from adapters.slack_app.reading import Json, text_of

_MARKED = re.compile(
    r"(?P<code>```[^`]++```|`[^`\n]++`)"
    r"|<(?P<url>https?://[^<>|]++)\|(?P<label>[^<>|]++)>"
    r"|(?<!\w)\*(?=\S)(?P<bold>[^*\n]++)(?<=\S)\*(?!\w)"
    r"|(?<!\w)~(?=\S)(?P<struck>[^~\n]++)(?<=\S)~(?!\w)"
)
"""What Markdown writes in another way, and code, in which nothing is a mark. Italics are written alike."""
_BULLET = re.compile(r"^([ \t]*+)[•◦▪]\s", re.MULTILINE)
_WITHIN_LINE = ("rich_text_section", "rich_text_quote", "rich_text_preformatted")


def words_of(message: Json) -> str:
    return to_words(_mrkdwn(message))


def markdown_of(message: Json) -> str:
    """With its links and marks, for an answer that is shown elsewhere too."""
    return to_words(_BULLET.sub(r"\1- ", _with_markdown(_mrkdwn(message))))


def _mrkdwn(message: Json) -> str:
    """Its own text; where there is none, that of its blocks and of what it shares."""
    own = text_of(message, "text")
    return own if own.strip() else "\n".join(_parts_within(message, "blocks", "attachments"))


def _parts_within(part: Json, *names: str) -> Iterator[str]:
    for name in names:
        yield from filter(None, (_words_of_part(one) for one in part.get(name) or () if isinstance(one, Mapping)))


def _words_of_part(part: Json) -> str:
    """Of a block, an attachment (which has no kind), or a part of either; nothing of what is pressed or filled in.

    {"type": "rich_text_section", "elements": [{"type": "text", "text": "Why "}, {"type": "text", "text": "rye?"}]}
    is "Why rye?".
    """
    kind, held = part.get("type"), part.get("text")
    if kind in ("actions", "input"):
        return ""
    own = _words_of_part(held) if isinstance(held, Mapping) else _own_text(part)
    title = "" if kind else escaped(text_of(part, "title"))
    within = _parts_within(part, "fields", "elements", "blocks")
    return ("" if kind in _WITHIN_LINE else "\n").join(filter(None, (title, own, *within)))


def _own_text(part: Json) -> str:
    text = text_of(part, "text")
    match part.get("type"):
        case "link":
            url = text_of(part, "url")
            return f"<{url}|{escaped(text)}>" if text else f"<{url}>"
        case "mrkdwn" | "markdown" | None:
            return text
        case _:
            return escaped(text)


def _with_markdown(text: str) -> str:
    return _MARKED.sub(_marked, text)


def _marked(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "label":
            return f"[{found['label']}]({found['url']})"
        case "bold":
            return f"**{_with_markdown(found['bold'])}**"
        case "struck":
            return f"~~{_with_markdown(found['struck'])}~~"
        case _:
            return found[0]
