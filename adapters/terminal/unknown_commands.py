"""Tells what was meant by a command that does not exist."""


def no_such_command(words: list[str], commands: tuple[str, ...], path: str) -> str:
    """`path` is "evbot", or the command whose own commands these are."""
    return f"there is no command {words[0]!r}; {_hint(words, commands, path)}"


def _hint(words: list[str], commands: tuple[str, ...], path: str) -> str:
    """The words may have been a command that is near, or a question, whose first word may look like one:

    evbot curate shwo   the command; all commands if none is near
    evbot shwo          the command; the question if none is near
    evbot shwo --json   the same, since a question has no options
    evbot shwo me       either
    evbot how are you   the question
    """
    from difflib import get_close_matches

    near = get_close_matches(words[0], commands, n=1)
    command = f"did you mean `{path} {near[0]}`?" if near else ""
    if path != "evbot":
        return command or "there are " + ", ".join(commands)
    has_options = any(word.startswith("-") for word in words)
    asked = "QUESTION" if has_options else f'"{" ".join(words)}"'
    question = f"to ask a question, write `evbot ask {asked}`"
    if has_options or len(words) == 1:
        return command or question
    if len(words) == 2 and command:
        return f"{command} Or, {question}"
    return question
