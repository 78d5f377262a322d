"""Reads wording.yaml, the sentences that replace the bot's own."""

from bot.knowledge.findings import Code, Report, shown
from bot.knowledge.generating.filling import PLACEHOLDER
from bot.knowledge.parts.fields import Fields, Placed
from bot.knowledge.reading.nodes import Mapping
from bot.knowledge.wording import sentences

WORDING_NAMES = ("wording.yaml", "wording.yml", "wording.json")


def read_wording(node: Mapping, report: Report) -> Placed[tuple[str, str]]:
    """Sentences with a wrong placeholder are left out."""
    shipped = sentences()
    fields = Fields(node, tuple(shipped), report)
    found = []
    for key, value in node.pairs:
        if key.text not in shipped:
            continue  # It is told as unknown.
        text = fields.text(key.text)
        if text == "" or fields.node(key.text) is None:
            report.add(Code.EMPTY_TEXT, key.line, f"`{key.text}` is empty", "write the sentence, or remove the key")
        elif text and _fits(key.text, text, shipped[key.text], fields):
            found.append(((key.text, text), report.place(value.line)))
    return tuple(found)


def _fits(key: str, text: str, shipped: str, fields: Fields) -> bool:
    known = frozenset(PLACEHOLDER.findall(shipped))
    used = frozenset(PLACEHOLDER.findall(text))
    line, may = fields.line_of(key), " and ".join(f"{{{name}}}" for name in sorted(known)) or "none"
    for name in sorted(used - known):
        message = f"`{key}` holds the unknown placeholder {{{name}}}"
        fields.report.add(Code.UNKNOWN_PLACEHOLDER, line, message, f"it may hold: {may}")
    if set("{}") & set(PLACEHOLDER.sub("", text)):
        message = f"`{key}` holds a brace that belongs to no placeholder: {shown(text)}"
        fields.report.add(Code.UNKNOWN_PLACEHOLDER, line, message, f"write it without; placeholders are: {may}")
        return False
    for name in sorted(known - used):
        message = f"`{key}` does not hold {{{name}}}, so that this is not told"
        fields.report.add(Code.MISSING_PLACEHOLDER, line, message, f"put it where it belongs, as in {shown(shipped)}")
    return used <= known
