"""The `tilth` command: subcommands are loaded when called, so that `tilth --help` answers at once."""

import importlib
import os
import sys
from pathlib import Path

import click

from tilth import __version__
from tilth.kernel.errors import TilthError

UMASK = 0o077
"""What nothing that a command makes is open to: group and others."""
COMMANDS = {
    "init": ("tilth.jobs.init:init", "Make a data folder and its database."),
    "feed": ("tilth.jobs.feed:feed", "Seal or check a feed folder."),
    "nightly": ("tilth.jobs.nightly:nightly", "Accept feeds, compute their nights, publish them."),
    "night": ("tilth.jobs.nightly:night", "Take the last night back, print settings of a cluster."),
    "mart": ("tilth.jobs.mart:mart", "Print a mart of one night."),
    "subject": ("tilth.jobs.subject:subject", "Print what a subject is made of."),
    "playbook": ("tilth.jobs.playbook:playbook", "Show, check or compare playbooks."),
    "bank": ("tilth.jobs.bank:bank", "Generate a synthetic bank."),
    "user": ("tilth.jobs.user:user", "Add people who may sign in."),
    "keys": ("tilth.jobs.keys:keys", "Show, rotate and retire the keys of sealed columns."),
    "erase": ("tilth.jobs.erase:erase", "Say how erasures stand, and finish what was decided."),
    "audit": ("tilth.jobs.audit:audit", "Verify the audit, ask who looked and what was visible."),
    "diary": ("tilth.jobs.diary:diary", "Make the diary again from the records, or compare it with them."),
    "duplicates": (
        "tilth.jobs.duplicates:duplicates",
        "Compare all customers, say which numbers look like one person.",
    ),
    "export": ("tilth.jobs.export:export", "Hand out what is recorded about one customer."),
    "retention": ("tilth.jobs.retention:retention", "Say what is over its period, and let it go."),
    "check": ("tilth.jobs.check:check", "Report the health of this installation."),
    "serve": ("tilth.jobs.serve:serve", "Serve the pages."),
    "demo": ("tilth.jobs.demo:demo", "Demo bank, its nights, and the pages."),
}


class LazyGroup(click.Group):
    """A group that imports a subcommand only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return one subcommand."""
        if cmd_name not in COMMANDS:
            return None
        module, name = COMMANDS[cmd_name][0].split(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the subcommands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])


@click.group(cls=LazyGroup)
@click.version_option(__version__)
def cli() -> None:
    """Tilth 深耕: relationship management for banks."""


def data_option(function: click.decorators.FC) -> click.decorators.FC:
    """Give a command `--data`, else $TILTH_DATA, else ./tilth-data (contract §4)."""
    return click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        default=lambda: Path(os.environ.get("TILTH_DATA", "tilth-data")),
        help="The data folder; else $TILTH_DATA, else ./tilth-data.",
    )(function)


def main() -> None:
    """Run the command; a known failure is one sentence on standard error and its exit status.

    What it writes is for its own account: folders 0700, files 0600.
    """
    os.umask(UMASK)
    try:
        cli(standalone_mode=False)
    except TilthError as error:
        _fail(str(error), error.exit_status)
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "tilth"
        _fail(f"{error.format_message()} See `{where} --help`.", 2)
    except click.ClickException as error:
        _fail(error.format_message(), 2)
    except (click.Abort, KeyboardInterrupt):
        _fail("Interrupted; what was not finished left no trace.", 130)


def _fail(sentence: str, status: int) -> None:
    sys.stderr.write(f"tilth: {sentence}\n")
    sys.exit(status)
