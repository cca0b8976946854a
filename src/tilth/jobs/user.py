"""`tilth user add`: people who may sign in (contract §4)."""

import secrets
import sys
from pathlib import Path

import click

from tilth import wiring
from tilth.jobs.cli import data_option
from tilth.kernel.errors import Refused
from tilth.ports.feed.organisation import ROLES


@click.group()
def user() -> None:
    """Add people who may sign in."""


@user.command()
@click.argument("name")
@click.option("--role", type=click.Choice(ROLES), required=True, help="What the person may see and do.")
@click.option("--staff-id", help="The person's staff number in the feed.")
@click.option("--display-name", help="The name that the pages show; else NAME.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@click.option("--generate", is_flag=True, help="Make up a password and print it, once.")
@data_option
def add(  # noqa: PLR0913 - the command's options
    *,
    name: str,
    role: str,
    staff_id: str | None,
    display_name: str | None,
    password_stdin: bool,
    generate: bool,
    data: Path,
) -> None:
    """Let NAME sign in. Without a way to ask for a password, one is made up and printed."""
    if password_stdin and generate:
        raise Refused("--password-stdin and --generate exclude each other: give one of them.")
    wiring.bank(data)
    wiring.start_django(data)
    generate = generate or not (password_stdin or sys.stdin.isatty())
    password = secrets.token_urlsafe(12) if generate else _asked(stdin=password_stdin)
    store(name, role=role, staff_id=staff_id, display_name=display_name or name, password=password)
    click.echo(f"{name} may sign in as {role}." + (f" Password: {password}" if generate else ""))


def store(name: str, *, role: str, staff_id: str | None, display_name: str, password: str) -> None:
    """Store one account; Refused when the name or the staff number is taken, or the password is weak."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from tilth.data.models import User

    if User.objects.filter(username=name).exists():
        raise Refused(f"There is a user {name} already: choose another name.")
    if staff_id and User.objects.filter(staff_id=staff_id, is_active=True).exists():
        raise Refused(f"Staff number {staff_id} has an active account already: deactivate it first.")
    try:
        validate_password(password, User(username=name, name=display_name))
    except ValidationError as error:
        raise Refused(f"The password for {name} is refused: {' '.join(error.messages)}") from None
    User.objects.create_user(name, password, role=role, staff_id=staff_id or None, name=display_name)


def _asked(*, stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password
