"""Exit 1 when a model differs from the migrations; asks no database."""

import os
import sys
import warnings


def main() -> None:
    """Compare models and migrations."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tilth.config.settings")
    os.environ.setdefault("DATABASE_URL", "postgresql://nobody@localhost:1/none")
    os.environ.setdefault("TILTH_SECRET_KEY", "only-for-this-check" * 4)
    import django
    from django.core.management import call_command

    django.setup()
    # the history check wants a database; what is compared here needs none
    warnings.filterwarnings("ignore", message="Got an error checking a consistent migration history")
    call_command("makemigrations", "--check", "--dry-run", "--verbosity", "1", stdout=sys.stdout)


if __name__ == "__main__":
    main()
