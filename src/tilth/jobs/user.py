"""`tilth user`: who may sign in, as what, and who no longer may (contract §4, C-31)."""

import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tilth import wiring
from tilth.jobs.cli import data_option
from tilth.kernel.errors import Refused
from tilth.policy import roles

if TYPE_CHECKING:
    from tilth.data.models import User


@click.group()
def user() -> None:
    """Add people who may sign in, change their role, close their account."""


@user.command()
@click.argument("name")
@click.option("--role", type=click.Choice(roles.CODES), required=True, help="What the person may see and do.")
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


@user.command()
@click.argument("name")
@click.argument("code", metavar="ROLE", type=click.Choice(roles.CODES))
@data_option
def role(*, name: str, code: str, data: Path) -> None:
    """Give NAME another ROLE; it holds from the next click on."""
    wiring.bank(data)
    wiring.start_django(data)
    before = change_role(name, code)
    click.echo(f"{name} is {code} now, and was {before}." if before != code else f"{name} is {code} already.")


@user.command()
@click.argument("name")
@data_option
def deactivate(*, name: str, data: Path) -> None:
    """Close the account of NAME: every session of it ends with its next click; nothing is deleted."""
    wiring.bank(data)
    wiring.start_django(data)
    done = close(name)
    click.echo(f"{name} may not sign in any more." if done else f"The account of {name} was closed before.")


def store(name: str, *, role: str, staff_id: str | None, display_name: str, password: str) -> None:
    """Store one account; Refused when name or staff number is taken, the password weak, or duties collide."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from tilth.access import audit
    from tilth.data.models import User

    if User.objects.filter(username=name).exists():
        raise Refused(f"There is a user {name} already: choose another name.")
    if staff_id and User.objects.filter(staff_id=staff_id, is_active=True).exists():
        raise Refused(f"Staff number {staff_id} has an active account already: deactivate it first.")
    _separate(staff_id, role)
    try:
        validate_password(password, User(username=name, name=display_name))
    except ValidationError as error:
        raise Refused(f"The password for {name} is refused: {' '.join(error.messages)}") from None
    with audit.job("user add"):
        User.objects.create_user(name, password, role=role, staff_id=staff_id or None, name=display_name)


def change_role(name: str, role: str) -> str:
    """Change the role of an account and return the one before; Refused for nobody, or colliding duties."""
    from tilth.access import audit

    account = _account(name)
    before = account.role
    if before != role:
        _separate(account.staff_id, role)
        account.role = role
        with audit.job("user role"):
            account.save(update_fields=["role"])
    return before


def close(name: str) -> bool:
    """Close an account; say whether it was open. Refused for nobody."""
    from tilth.access import audit

    account = _account(name)
    if not account.is_active:
        return False
    account.is_active = False
    with audit.job("user deactivate"):
        account.save(update_fields=["is_active"])
    return True


def _account(name: str) -> "User":
    from tilth.data.models import User

    account = User.objects.filter(username=name).first()
    if account is None:
        raise Refused(f"There is no user {name}: give the name with which the person signs in.")
    return account


def _separate(staff_id: str | None, role: str) -> None:
    """Refuse an administrator whom nobody knows, and a second administration for one person, ever (C-31)."""
    from django.apps import apps

    if role not in roles.ADMINISTRATORS:
        return
    if not staff_id:
        raise Refused(f"{role} needs a staff number: give --staff-id, so that nobody holds two of the three.")
    versions = apps.get_model("tilth", "UserHistory")._default_manager  # noqa: SLF001 - Django's documented door
    others = [other for other in roles.ADMINISTRATORS if other != role]
    held = versions.filter(staff_id=staff_id, role__in=others).values_list("role", flat=True).first()
    if held is not None:
        raise Refused(
            f"{staff_id} was {held} before and can never be {role}: choose another member of staff."
        )


def _asked(*, stdin: bool) -> str:
    if stdin:
        return sys.stdin.readline().rstrip("\r\n")
    password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return password
