"""Shows Markdown: as rich text on a terminal, as plain text in a pipe."""

from adapters.markdown import without_control
from adapters.terminal.plain_text import plain_text
from adapters.terminal.session import World


class Screen:
    """Shows one text after the other, a blank line between them."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._is_blank = True

    def show(self, markdown: str) -> None:
        if not self._is_blank:
            self._world.write_line()
        self._is_blank = False
        if self._world.stdout.isatty():
            from adapters.terminal.rich_text import open_console, print_markdown

            print_markdown(open_console(self._world.stdout), without_control(markdown))
        else:
            self._world.write_line(plain_text(markdown))
