"""Which tests stay with one worker: what several of them read is made once, not once for every worker."""

import pytest
from _pytest.nodeid import NodeId

from support import standing


def name(item: pytest.Item) -> str | None:
    """Return the group of a test: the one it names, else the file or folder whose fixture it asks for."""
    named = sorted(str(mark.args[0]) for mark in item.iter_markers("xdist_group"))
    path = item.nodeid.partition("::")[0]
    scopes = _scopes(item)
    if named:
        return " ".join(named)
    if "package" in scopes:
        return path.rpartition("/")[0]
    return path if scopes & {"module", "class"} else None


def _scopes(item: pytest.Item) -> set[str]:
    """Return the scopes of our own fixtures that a test asks for: those of plugins lie in no folder."""
    info = getattr(item, "_fixtureinfo", None)
    asked = info.name2fixturedefs.values() if info else ()
    return {fixtures[-1].scope for fixtures in asked if fixtures[-1].baseid}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let what stands be settled first; write the group behind the name, where `--dist loadgroup` looks.

    pytest-xdist 3.8 writes it into an attribute which pytest 9.2 does not read any more.
    """
    for item in items:
        standing.put_first(item)
    if hasattr(config, "workerinput") and config.getvalue("loadgroup"):
        for item in items:
            group = name(item)
            if group and not item.nodeid.endswith(f"@{group}"):
                item._id = NodeId.parse(f"{item.nodeid}@{group}")
