"""`tilth subject`: what was derived of a subject's declaration, and where each part lives."""

import os

import click

from tilth.kernel.errors import Refused


@click.command()
@click.argument("name", required=False, default="")
def subject(name: str) -> None:
    """Print what subject NAME is made of; without a name, which subjects there are."""
    from tilth.policy.subjects import BY_NAME, DECLARED

    if not name:
        for one in DECLARED:
            click.echo(f"{one.name:20} {one.words.zh} {one.about}")
        return
    if name not in BY_NAME:
        raise Refused(f"There is no subject {name}; the subjects are {', '.join(BY_NAME)}.")
    _start()
    from tilth.domain import telling

    click.echo(telling.page(BY_NAME[name]))


def _start() -> None:
    """Load the models; no database is asked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tilth.config.settings")
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody@localhost:1/none")
    os.environ.setdefault("TILTH_SECRET_KEY", "only-to-read-the-models" * 4)
    import django

    django.setup()
