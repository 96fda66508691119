"""The command that lists the settings."""

from typing import Final

import click

from directory import config
from directory.cli.sentences import plainly

SECRET: Final = frozenset({"secret_key", "geocoder_key", "smtp_url"})


@click.command("settings")
@plainly
def settings() -> None:
    """List every setting: its variable, its value now, what it means."""
    chosen = config.load()
    for name, (variable, meaning) in config.VARIABLES.items():
        value = getattr(chosen, name)
        shown = " ".join(value) if isinstance(value, tuple) else str(value)
        if name in SECRET:
            shown = "(set)" if value else ""
        elif name.startswith("database"):
            shown = " ".join(map(config.without_password, shown.split()))
        click.echo(f"{variable}={shown}\n    {meaning}")
