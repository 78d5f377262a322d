"""Takes over what people type: a wording in one line, and an answer in the form of a file of the knowledge."""

import json
import re
from urllib.parse import urlsplit

from bot.knowledge import one_line
from bot.memory import redacted
from bot.model import BotError

_ADDRESS = re.compile(r"https?://\S+")


def confirmed(text: str) -> str:
    """In one line. Raises BotError where it is no question, or holds what has to stay out."""
    text = one_line(text)
    if not any(sign.isalpha() for sign in text):
        raise BotError("the wording holds no word; write a question, or leave it out")
    kept = redacted(text)
    if kept != text:
        raise BotError(f"the wording holds something personal or secret, as in “{kept}”; write it without that")
    return text


def written_answer(answer: str, source: str, as_of: str) -> str:
    """As a file that holds it: nothing in it is read as more than text. `source`: who says so, an address, or both."""
    found = _ADDRESS.search(source)
    url = found[0] if found else None
    publisher = one_line(_ADDRESS.sub(" ", source)).strip(" ,;:()<>-") or (urlsplit(url).hostname if url else None)
    told: dict[str, object] = {"answer": answer, "as_of": as_of}
    if publisher:
        told["sources"] = [{"publisher": publisher, **({"url": url} if url else {})}]
    return json.dumps(told, ensure_ascii=False)
