"""Makes Discord's buttons, menus and forms from those of a page; only their identifiers remember what they do."""

from typing import Any

import discord
from discord import ChannelType, ui

from adapters.discord_bot import limits
from bot.pages import Form, Marks, Option, Page, PageButton, PageMenu, Style

_STYLES = {
    Style.PLAIN: discord.ButtonStyle.secondary,
    Style.MAIN: discord.ButtonStyle.primary,
    Style.DANGER: discord.ButtonStyle.danger,
}
# Where mentions come from. Those in a post come from its forum, which the command for a digest cannot write into.
_MENTIONED_IN = [ChannelType.text, ChannelType.news, ChannelType.forum, ChannelType.voice]


def to_view(page: Page) -> ui.View | None:
    """None where the page has neither buttons nor menus."""
    shown = [menu for menu in page.menus if menu.channels or _named(menu)][: limits.ROWS]
    menus: list[list[ui.Item[Any]]] = [[_menu(menu)] for menu in shown]
    rows = page.rows[: limits.ROWS - len(menus)]
    buttons = [[_button(one) for one in row if one.label.strip()][: limits.ROW_BUTTONS] for row in rows]
    view = ui.View(timeout=None)
    known: set[str] = set()  # Discord takes no identifier twice.
    # The last row of buttons is about the whole page, such as votes, and so stands below the menus too.
    for number, row in enumerate([*buttons[:-1], *menus, *buttons[-1:]]):
        for item in row:
            identifier: str = item.custom_id  # type: ignore[attr-defined]
            if identifier not in known:
                known.add(identifier)
                item.row = number
                view.add_item(item)
    return _forgotten(view) if view.children else None


def to_marked_view(message: discord.Message, marks: Marks) -> ui.View:
    labels = {one.identifier: one.label for one in marks.buttons}
    view: ui.View = ui.View.from_message(message, timeout=None)
    for item in view.walk_children():
        if isinstance(item, ui.Button) and item.custom_id in labels:
            item.label = limits.shortened(labels[item.custom_id], limits.BUTTON_LABEL)
    return _forgotten(view)


def to_modal(form: Form) -> ui.Modal:
    modal = ui.Modal(title=limits.shortened(form.title, limits.FORM_TITLE), custom_id=form.identifier, timeout=None)
    for one in form.fields[: limits.ROWS]:
        field: ui.TextInput[ui.Modal] = ui.TextInput(
            label=limits.shortened(one.label, limits.FORM_LABEL),
            placeholder=limits.shortened(one.placeholder, limits.FORM_PLACEHOLDER) or None,
            custom_id=one.name,
            style=discord.TextStyle.paragraph,
            max_length=one.longest,
            required=one.required,
            default=limits.beginning(one.value, one.longest) or None,
        )
        modal.add_item(field)
    modal.stop()
    return modal


def typed(components: list[Any]) -> dict[str, str]:
    """What was typed into a form, by its fields' names, whichever shape its components come back in."""
    found: dict[str, str] = {}
    for one in components:
        if "custom_id" in one:
            found[str(one["custom_id"])] = str(one.get("value") or "")
        found |= typed([*one.get("components", ()), *([one["component"]] if "component" in one else [])])
    return found


def _button(button: PageButton) -> ui.Item[Any]:
    return ui.Button(
        style=_STYLES[button.style],
        label=limits.shortened(button.label, limits.BUTTON_LABEL),
        custom_id=button.identifier,
    )


def _menu(menu: PageMenu) -> ui.Item[Any]:
    placeholder = limits.shortened(menu.placeholder, limits.MENU_PLACEHOLDER)
    if menu.channels:
        chosen = [
            discord.SelectDefaultValue(id=int(one), type=discord.SelectDefaultValueType.channel)
            for one in menu.chosen[: limits.MENU_OPTIONS]
            if one.isdecimal()
        ]
        return ui.ChannelSelect(
            custom_id=menu.identifier,
            placeholder=placeholder,
            channel_types=_MENTIONED_IN,
            min_values=0,
            max_values=limits.MENU_OPTIONS,
            default_values=chosen,
        )
    options = [
        discord.SelectOption(
            label=limits.shortened(option.label, limits.OPTION_LABEL),
            value=option.value,
            description=limits.shortened(option.description, limits.OPTION_LABEL) or None,
        )
        for option in _named(menu)
    ]
    return ui.Select(custom_id=menu.identifier, placeholder=placeholder, options=options[: limits.MENU_OPTIONS])


def _named(menu: PageMenu) -> tuple[Option, ...]:
    """Its options that have a name, each once."""
    return tuple({one.value: one for one in menu.options if one.label.strip()}.values())


def _forgotten(view: ui.View) -> ui.View:
    """A view that has stopped is sent as any other, but not kept by the library."""
    view.stop()
    return view
