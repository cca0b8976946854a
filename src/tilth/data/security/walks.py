"""Walks inside the database: what counts as one, and who may ask."""

from importlib import resources

from tilth.data.security.policies import WEB

_LOOK = "tilth_look(text, text, text, text[], text, jsonb, text, text, text[], integer, interval, interval)"
_OPEN_TO_PAGES = (_LOOK, "tilth_habit(text, integer, integer)")
_OWN = ("tilth_walk_begins(bigint, timestamptz, interval, interval)",)


def statements() -> list[str]:
    """Return the statements that let the database notice walks."""
    text = resources.files("tilth.data.security").joinpath("walks.sql").read_text("utf-8")
    return [
        text,
        *(f"REVOKE ALL ON FUNCTION {function} FROM PUBLIC" for function in (*_OPEN_TO_PAGES, *_OWN)),
        *(f"GRANT EXECUTE ON FUNCTION {function} TO {WEB}" for function in _OPEN_TO_PAGES),
    ]
