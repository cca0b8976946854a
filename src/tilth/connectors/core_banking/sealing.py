"""Sealing a feed: the manifest that says what each file is, written where the files are made."""

import json
import os
from pathlib import Path
from typing import Any

from tilth.connectors.core_banking import manifest
from tilth.connectors.core_banking.manifest import FeedFile
from tilth.connectors.core_banking.reading import csv_reader, encodings, parquet_reader
from tilth.ports.feed import TABLES

_READING = 0o644


def seal(folder: Path) -> Path:
    """Write `manifest.json` for the tables in `folder`, return its path; Refused for an unreadable file."""
    day = manifest.business_date(folder)
    found, _ = manifest.table_files(folder)
    entries = {table.name: _entry(table.name, found[table.name]) for table in TABLES if table.name in found}
    content = {"business_date": day.isoformat(), "tables": entries}
    path = folder / manifest.FILE
    aside = folder / f"{manifest.FILE}.tmp"
    with aside.open("w", encoding="utf-8") as file:
        file.write(json.dumps(content, indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())
    # whoever may read the feed reads its manifest: often another account than the one that seals
    aside.chmod(folder.stat().st_mode & _READING)
    aside.replace(path)
    return path


def _entry(table: str, path: Path) -> dict[str, Any]:
    file = FeedFile(table=table, path=path, size=path.stat().st_size, sha256=manifest.sha256_of(path))
    rows = csv_reader.count(file) if file.is_csv else parquet_reader.count(path)
    entry: dict[str, Any] = {"file": path.name, "rows": rows, "bytes": file.size, "sha256": file.sha256}
    if file.is_csv:
        codec = encodings.decide(path, None)
        entry["encoding"] = codec if codec == encodings.GB18030 or encodings.has_bom(path) else "utf-8"
    manifest.unchanged(file)
    return entry
