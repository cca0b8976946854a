"""Django's session store over the database's functions: they keep the digest of a key, never a key."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import connection

from tilth.access import asking
from tilth.data.security import entry

ABOUT = "about"
"""Under this name a session says from where and by what it was opened; `tilth.web.accounts` sets it."""
_DATA = "SELECT data FROM tilth_session_of(%s)"
_KEEP = "SELECT tilth_keep_session(%s, %s, %s, %s, %s, %s::jsonb, %s)"
_END = "SELECT tilth_end_session(%s)"


def digest(key: str | None) -> str:
    """Return what the database keeps of a session's key: SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256((key or "").encode()).hexdigest()


class SessionStore(SessionBase):
    """Sessions that a copy of the database does not open, and that open under their own key alone."""

    @property
    def key_salt(self) -> str:
        """Bind what a session holds to its key: copied to another key's row, it holds nothing."""
        return f"tilth.access.sessions {digest(self.session_key)}"

    def load(self) -> dict[str, Any]:
        """Return what the session holds; an unknown or ended one is a new one without a key."""
        found = _held(digest(self.session_key)) if self.session_key else None
        if found is None:
            self._session_key = None
            return {}
        return dict(self.decode(found))

    def exists(self, session_key: str) -> bool:
        """Say whether there is a live session of this key."""
        return _ask(_DATA, digest(session_key)) is not None

    def create(self) -> None:
        """Begin a session under a key that nobody has."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        """Keep the session; CreateError where the key is taken, UpdateError where it ended meanwhile."""
        if self.session_key is None:
            self.create()
            return
        held = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        asking.settle(None)
        key, data, user = digest(self.session_key), self.encode(held), held.get(SESSION_KEY)
        proof = entry.proof("session", key, user, data)
        about = json.dumps(held.get(ABOUT, {}))
        if not _ask(_KEEP, key, data, user, settings.SESSION_COOKIE_AGE, must_create, about, proof):
            raise CreateError if must_create else UpdateError

    def delete(self, session_key: str | None = None) -> None:
        """End a session, this one unless another is named."""
        key = session_key or self.session_key
        if key is not None:
            asking.settle(None)
            _ask(_END, digest(key))

    @classmethod
    def clear_expired(cls) -> None:
        """Do nothing: whoever keeps a session clears those that ran out."""


def _held(key: str) -> Any:
    asked = asking.of_session(key)
    return _ask(_DATA, key) if asked is None else asked.held


def _ask(statement: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return (cursor.fetchone() or (None,))[0]
