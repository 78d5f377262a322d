"""Compares the values of facets."""


def compatible(asked: str, told: str) -> bool:
    """Whether two values may be the same: "--05" is May of any year."""
    if asked == told:
        return True
    if asked.startswith("--") or told.startswith("--"):
        return asked[-3:] == told[-3:]
    return False


def narrower(asked: str, told: str) -> bool:
    """Whether `told` is a special case of `asked`, as "su-9-pro" is of "su-9"."""
    return told.startswith(asked + "-")


def is_case(one: tuple[str, str], of: tuple[str, str]) -> bool:
    """Whether a facet is another one, or a special case of it."""
    return one[0] == of[0] and (one == of or narrower(of[1], one[1]))
