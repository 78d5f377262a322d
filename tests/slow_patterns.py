"""Finds repeats in a regular expression that may cost more than one pass.

A search tries a pattern at every place of a text, so two things make it slower than the text is long:

* A repeat can begin at many places of one run: `\\s+-` tries each of a thousand spaces, and looks at all behind it. It
  cannot where something stands before it, at most so far away as is bounded, that is no part of such a run (a *wall*);
  nor where nothing can fail behind it, for what has matched is not looked at again.
* What stands behind a repeat could take its signs, and has a repeat of its own: `\\s+,*\\s+`. A possessive one
  (`\\s++`) gives none back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from re import _compiler, _constants, _parser  # type: ignore[attr-defined]
from typing import Any

BOUNDED = 500
"""A repeat of at most so many costs a constant for each sign, which is a matter of the benchmark."""
_SOME = [*range(0x250), 0x301, 0x663, 0x200B, 0x2013, 0x2014, 0x2019, 0x2026, 0x2028, 0x2600, 0x3000, 0x4E00, 0xFF21]
_SIGNS = frozenset(map(chr, (*_SOME, 0x1F300, 0x1F600)))
"""Some of each class that a pattern may tell apart."""
_WORD = frozenset(sign for sign in _SIGNS if re.match(r"\w", sign))
_ONE = (_constants.LITERAL, _constants.NOT_LITERAL, _constants.IN, _constants.ANY)
_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT)
_ASSERTIONS = (_constants.ASSERT, _constants.ASSERT_NOT)

_Set = frozenset[str]
_Node = tuple[Any, Any]
_Walls = tuple[_Set, ...]
_NOTHING: _Set = frozenset()
"""As a wall: the beginning of the text, from which on a pattern is tried once."""


@dataclass(frozen=True)
class _Behind:
    """What follows a part of a pattern."""

    first: _Set = frozenset()
    can_fail: bool = False
    repeats: bool = False


def slow_repeats(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Say of each repeat why it may be slow; nothing of a pattern that is linear."""
    parsed = _parser.parse(pattern.pattern, pattern.flags)
    reader = _Reader(parsed.state, pattern.flags)
    reader.read(list(parsed), (), _Behind())
    return tuple(reader.complaints)


class _Reader:
    def __init__(self, state: Any, flags: int) -> None:
        self._state = state
        self._flags = flags
        self._known: dict[str, _Set] = {}
        self.complaints: list[str] = []

    def read(self, nodes: Sequence[_Node], walls: _Walls, behind: _Behind) -> _Walls:
        """Return the walls that what follows has before it."""
        for at, node in enumerate(nodes):
            walls = self._read_one(node, walls, self._with_rest(nodes[at + 1 :], behind))
        return walls

    def _read_one(self, node: _Node, walls: _Walls, behind: _Behind) -> _Walls:
        kind, held = node
        if kind in _ONE:
            return *walls, self._signs([node])
        if kind is _constants.AT:
            return *walls, *self._wall_at(held, behind.first)
        if kind in _ASSERTIONS:
            return *walls, *self._wall_asserted(kind, held, walls)
        if kind in _REPEATS:
            return self._read_repeat(node, walls, behind)
        if kind is _constants.SUBPATTERN or kind is _constants.ATOMIC_GROUP:
            return self.read(list(held[-1] if kind is _constants.SUBPATTERN else held), walls, behind)
        if kind is _constants.BRANCH:
            for branch in held[1]:
                self.read(list(branch), walls, behind)
            return self._walls_after([node], walls)
        if kind is _constants.FAILURE:  # "(?!)", from Python 3.13 on.
            return walls
        self.complaints.append(f"{kind} is not known here")
        return walls

    def _read_repeat(self, node: _Node, walls: _Walls, behind: _Behind) -> _Walls:
        kind, (_, most, body) = node
        nodes, signs = list(body), self._signs(list(body))
        if most > BOUNDED:
            keeps = kind is _constants.POSSESSIVE_REPEAT
            if not keeps and ((behind.repeats and signs & behind.first) or not self._is_one(nodes)):
                self.complaints.append(f"what follows {_shown(signs)} can take of it")
            if behind.can_fail and not any(wall.isdisjoint(signs) for wall in walls):
                self.complaints.append(f"{_shown(signs)} can begin anywhere in a run")
        if not self._is_one(nodes):
            again = most > 1
            inner = replace(behind, first=behind.first | (self._first(nodes) if again else frozenset()))
            looped = replace(inner, can_fail=True, repeats=inner.repeats or most > BOUNDED)
            self.read(nodes, walls if not again or _NOTHING in walls else (), looped if again else inner)
        return self._walls_after([node], walls)

    def _with_rest(self, rest: Sequence[_Node], behind: _Behind) -> _Behind:
        first = self._first(rest) | (behind.first if all(map(self._may_be_empty, rest)) else frozenset())
        fails = any(not (kind in _REPEATS and held[0] == 0) for kind, held in rest)
        return _Behind(first, fails or behind.can_fail, behind.repeats or any(map(_repeats, rest)))

    def _wall_at(self, place: Any, first: _Set) -> _Walls:
        if place is _constants.AT_BEGINNING_STRING:
            return (_NOTHING,)
        if place is _constants.AT_BEGINNING:
            return (frozenset("\n") if self._flags & re.MULTILINE else _NOTHING,)
        if place is _constants.AT_BOUNDARY and first:
            return (_SIGNS - _WORD,) if first <= _WORD else (_WORD,) if first.isdisjoint(_WORD) else ()
        return ()

    def _wall_asserted(self, kind: Any, held: Any, walls: _Walls) -> _Walls:
        direction, body = held
        nodes = list(body)
        if direction > 0:
            self.read(nodes, walls, _Behind(can_fail=True))
            return ()
        if not self._is_one(nodes):
            return ()
        signs = self._signs(nodes)
        return (signs,) if kind is _constants.ASSERT else (_SIGNS - signs,)

    def _walls_after(self, nodes: Sequence[_Node], walls: _Walls) -> _Walls:
        """Those before stay where it is bounded; it is one itself where it cannot be empty."""
        signs = self._signs(nodes)
        kept = tuple(wall | signs if wall else wall for wall in walls) if any(map(_repeats, nodes)) else walls
        return kept if all(map(self._may_be_empty, nodes)) else (*kept, signs)

    def _first(self, nodes: Sequence[_Node]) -> _Set:
        found: set[str] = set()
        for node in nodes:
            kind, held = node
            if kind in _ONE:
                found |= self._signs([node])
            elif kind is _constants.BRANCH:
                found.update(*(self._first(list(branch)) for branch in held[1]))
            elif kind not in (_constants.AT, *_ASSERTIONS):
                found.update(*(self._first(part) for part in _parts(node)))
            if not self._may_be_empty(node):
                break
        return frozenset(found)

    def _may_be_empty(self, node: _Node) -> bool:
        kind, held = node
        if kind in _ONE:
            return False
        if kind in (_constants.AT, *_ASSERTIONS) or (kind in _REPEATS and held[0] == 0):
            return True
        return any(all(map(self._may_be_empty, part)) for part in _parts(node))

    def _is_one(self, nodes: Sequence[_Node]) -> bool:
        """Whether it is a single sign, of whatever class."""
        if len(nodes) == 1 and nodes[0][0] is _constants.SUBPATTERN:
            return self._is_one(list(nodes[0][1][-1]))
        return len(nodes) == 1 and nodes[0][0] in _ONE

    def _signs(self, nodes: Sequence[_Node]) -> _Set:
        """All that can stand anywhere in what the nodes match."""
        found: set[str] = set()
        for node in nodes:
            if node[0] in _ONE:
                found |= self._signs_of_one(node)
            elif node[0] not in _ASSERTIONS:
                found.update(*(self._signs(part) for part in _parts(node)))
        return frozenset(found)

    def _signs_of_one(self, node: _Node) -> _Set:
        key = str(node)
        if key not in self._known:
            one = _compiler.compile(_parser.SubPattern(self._state, [node]), self._flags)
            self._known[key] = frozenset(sign for sign in _SIGNS if one.fullmatch(sign))
        return self._known[key]


def _parts(node: _Node) -> Iterator[list[_Node]]:
    kind, held = node
    if kind is _constants.BRANCH:
        yield from map(list, held[1])
    elif kind is _constants.ATOMIC_GROUP:
        yield list(held)
    elif kind in _REPEATS or kind is _constants.SUBPATTERN or kind in _ASSERTIONS:
        yield list(held[-1])


def _repeats(node: _Node) -> bool:
    """Whether there is a repeat without bounds in it."""
    kind, held = node
    if kind in _REPEATS and held[1] > BOUNDED:
        return True
    return any(_repeats(inner) for part in _parts(node) for inner in part)


def _shown(signs: _Set) -> str:
    return f"a repeat of {''.join(sorted(filter(str.isprintable, signs)))[:20]!r}"
