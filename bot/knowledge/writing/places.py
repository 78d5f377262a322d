"""Finds entries and keys in the text of a YAML file.

The parser only finds the places, where text is then replaced. A library that writes YAML anew, even with the comments,
would change quotes, widths and blank lines elsewhere.
"""

import re

import yaml

Pair = tuple[yaml.Node, yaml.Node]  # A key and its value.
BOM = "\ufeff"
LINE_END = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_LINE = re.compile("([^\r\n\x85\u2028\u2029]*)(?:\r\n|[\r\n\x85\u2028\u2029]|\\Z)")
_SURROGATES = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}")


def parsed(text: str) -> yaml.Node | None:
    """None where the file holds nothing."""
    # JSON writes some signs as two escapes, which are none in YAML; what they say changes no place.
    readable = _SURROGATES.sub(lambda pair: "." * len(pair[0]), text)
    root: yaml.Node | None = yaml.compose(readable, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return root


def pairs_of(node: yaml.Node | None) -> dict[str, Pair]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return {key.value: (key, value) for key, value in pairs if isinstance(key, yaml.ScalarNode)}


def declared(root: yaml.Node | None, key: str) -> dict[str, yaml.MappingNode]:
    """The items of a list at the top, such as `entries`, by their ids."""
    _, items = pairs_of(root).get(key, (None, None))
    mappings = [one for one in (items.value if items else ()) if isinstance(one, yaml.MappingNode)]
    ids = [pairs_of(one).get("id") for one in mappings]
    return {id[1].value: one for id, one in zip(ids, mappings, strict=True) if id and isinstance(id[1].value, str)}


def is_alias(pair: Pair) -> bool:
    """Whether the value is an alias: its node stands before the key."""
    return bool(pair[1].start_mark.index < pair[0].start_mark.index)


def start_of(node: yaml.Node) -> int:
    """The start of the line in which a node begins."""
    return int(node.start_mark.index - node.start_mark.column)


def end_of(text: str, node: yaml.Node) -> int:
    """The start of the line behind the last one of a node."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    said = node.end_mark.index
    while text[said - 1 : said].isspace():
        said -= 1
    found = LINE_END.search(text, said)
    return found.end() if found else len(text)


def whole_end_of(text: str, node: yaml.Node, column: int) -> int:
    """The same behind the node's own comments, which are indented more than `column`."""
    end = at = end_of(text, node)
    while at < len(text):
        line = _LINE.match(text, at)
        assert line is not None
        said = line[1].lstrip(" ")
        if said.strip() and not (said.startswith("#") and len(line[1]) - len(said) > column):
            break
        at = line.end()
        end = at if said.strip() else end
    return end


def with_blank_line(text: str, start: int) -> int:
    """`start`, or the start of the lowest blank line above it, so that this goes with the lines that are removed."""
    ends = [end.end() for end in LINE_END.finditer(text, len(text[:start].rstrip()), start)]
    return ends[-2] if len(ends) > 1 else start
