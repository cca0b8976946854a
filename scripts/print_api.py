"""Print the OpenAPI document of the API from its endpoints, so that every change of it shows in a review."""

import json
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "openapi.json"


def pages() -> dict[Path, str]:
    """Return the generated page with its text; Django must be ready."""
    from tilth.api import main as api

    return {PAGE: json.dumps(api.document(), ensure_ascii=False, indent=1) + "\n"}


def main() -> None:
    """Write the page; asks no database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tilth.config.settings")
    os.environ.setdefault("TILTH_SECRET_KEY", "only-for-this-page" * 4)
    import django

    django.setup()
    for path, text in pages().items():
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
