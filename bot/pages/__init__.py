"""Pages: everything that both chat platforms show, before an adapter draws it."""

from bot.pages.commands import OFF, Command, read_command
from bot.pages.cutting import FENCE, ZERO_WIDTH, beginning, cut, shortened
from bot.pages.front import Front
from bot.pages.page import (
    Field,
    File,
    Form,
    Link,
    Marks,
    Option,
    Page,
    PageButton,
    PageMenu,
    Picture,
    PlatformTraits,
    Posted,
    Pressed,
    Removal,
    Style,
    Visit,
    new_code,
)
from bot.pages.taking import Incoming, Taker
