"""Entries of the library, with what was done about each."""

import datetime as dt
from typing import Any

from tilth.data import models


def kept(
    writer: models.User,
    done: str,
    *,
    by: models.User,
    at: dt.datetime,
    **values: Any,
) -> models.LibraryEntry:
    """Keep an opening about any call; `done` names what happened: sent, approved, declined, ended."""
    given: dict[str, Any] = {
        "kind": "opening",
        "about": "any",
        "manner": "care",
        "history": "any",
        "segment": "",
        "turn": 0,
        "text_zh": "您好，近来可好？",
        "text_en": "Hello, how are you?",
        "says_zh": "",
        "says_en": "",
        "owner": "零售业务部",
        "why": "",
        "valid_from": dt.date(2026, 1, 1),
    }
    steps = done.split()
    if "approved" in steps or "declined" in steps:
        given |= {"approved": "approved" in steps, "decided_by": by, "decided_at": at}
    if "ended" in steps:
        given |= {"ended_by": by, "ended_at": at}
    given |= {"sent_at": at if "sent" in steps else None, "created_at": at, "written_by": writer}
    return models.LibraryEntry.objects.create(**given | values)
