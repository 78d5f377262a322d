"""Updates a key of an imported entry, unless somebody has changed it; of keys that are lists, single items count."""

from bot.importing.existing import Existing
from bot.importing.writing import LISTS
from bot.knowledge.writing.edits import Edit, Lines, indented


def key_edit(existing: Existing, key: str, was: Lines, new: Lines) -> Edit | None:
    """None where the key is somebody's own. `was`: the lines that were brought, `new`: those that come now; empty where
    there are none."""
    block = existing.block(key)
    if block is None:
        is_free = not was and key not in existing.keys and existing.can_grow
        end, indent = existing.whole().end, " " * existing.node.start_mark.column
        return Edit(end, end, indented(new, indent)) if is_free else None
    if block.lines == was:
        return Edit(block.start, block.end, indented(new, block.indent))
    if key in LISTS and block.lines[0] == f"{key}:":
        return Edit(block.start, block.end, indented(_joined(block.lines, was, new), block.indent))
    return None


def _joined(own: Lines, was: Lines, new: Lines) -> Lines:
    """The items that stand there, without those that are no longer brought, and with those that are new.

    Of each list the first line is the key, as "phrasings:", and the others are items. Without items it goes.
    """
    key, *items = own
    there, brought, coming = ([line.strip() for line in lines] for lines in (items, was[1:], new[1:]))
    kept = [line for line, item in zip(items, there, strict=True) if item in coming or item not in brought]
    first = items[0] if items else "  "
    indent = first[: len(first) - len(first.lstrip())]
    added = [f"{indent}{item}" for item in coming if item not in brought and item not in there]
    return (key, *kept, *added) if kept or added else ()
