"""`evbot --version`, and the package that the command was installed from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from importlib.metadata import Distribution


def installed_package() -> Distribution | None:
    """None where the code runs without being installed."""
    from importlib.metadata import entry_points  # Here, since it takes longer to load than an answer takes.

    scripts = entry_points(group="console_scripts", name="evbot")
    return next((script.dist for script in scripts if script.dist), None)


def show_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        package = installed_package()
        ctx.obj.world.write_line(f"evbot {package.version if package else '(not installed)'}")
        ctx.exit()
