"""Shows on standard error how far a loop has come."""

from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

_T = TypeVar("_T")


def bar(things: Iterable[_T], what: str, total: int | None = None) -> Iterator[_T]:
    """A bar of its own for each long loop; it is cleared when the loop ends, and there is none in a file."""
    from tqdm import tqdm

    count = total if total is not None else len(things) if isinstance(things, Sized) else None
    shown = tqdm(things, desc=f"  {what}", total=count, leave=False, disable=None, dynamic_ncols=True)
    return iter(shown)
