"""The manifest and its files: names, sizes and hashes are checked before anything is read (contract §1)."""

import datetime as dt
import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tilth.kernel.errors import Refused
from tilth.kernel.said import Said
from tilth.policy.bank import Bank
from tilth.ports.feed import BY_NAME, REQUIRED, TABLES

FILE = "manifest.json"
ENDINGS = (".parquet", ".csv.gz", ".csv")
SIZE_LIMIT = 1 << 20
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_HEX = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class FeedFile:
    """One file of a feed; rows and encoding are None where no manifest states them."""

    table: str
    path: Path
    size: int
    sha256: str
    rows: int | None = None
    encoding: str | None = None

    @property
    def is_csv(self) -> bool:
        """Say whether the file is CSV, compressed or not."""
        return not self.path.name.endswith(".parquet")


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """A feed folder whose files are there and are what the manifest says."""

    folder: Path
    business_date: dt.date
    files: dict[str, FeedFile]
    findings: tuple[Said, ...]

    @property
    def digest(self) -> str:
        """Return what knows the same feed again: a hash of business date and every table's content."""
        whole = hashlib.sha256(self.business_date.isoformat().encode())
        for table in TABLES:
            if table.name in self.files:
                whole.update(f"|{table.name}:{self.files[table.name].sha256}".encode())
        return whole.hexdigest()


def deliver(folder: Path, *, bank: Bank) -> Delivery:
    """Return the verified delivery in `folder`; Refused with file and remedy when anything does not match."""
    day = business_date(folder)
    found, strangers = table_files(folder)
    findings = [Said("stranger", name=name) for name in strangers]
    path = folder / FILE
    if path.exists():
        files, unknown = _listed(path, day, found)
        findings += [Said("manifest_stranger", name=name) for name in unknown]
    elif bank.feed.manifest_required:
        raise Refused(Said("manifest_missing", path=path, folder=folder))
    else:
        findings.append(Said("manifest_waived"))
        files = {name: _unlisted(name, item) for name, item in found.items()}
    for name in REQUIRED:
        if name not in files:
            raise Refused(Said("table_missing", folder=folder, name=name))
    return Delivery(folder=folder, business_date=day, files=files, findings=tuple(findings))


def business_date(folder: Path) -> dt.date:
    """Return the business date that a feed folder's name states; Refused when it is no folder or no day."""
    if not folder.is_dir():
        raise Refused(Said("not_a_folder", folder=folder))
    name = folder.resolve().name
    try:
        if _DAY.fullmatch(name):
            return dt.date.fromisoformat(name)
    except ValueError:
        pass
    raise Refused(Said("folder_name", folder=folder))


def table_files(folder: Path) -> tuple[dict[str, Path], tuple[str, ...]]:
    """Return the contract's files by table, and the names of files that look like tables and are none."""
    found: dict[str, Path] = {}
    strangers: list[str] = []
    for path in sorted(folder.iterdir()):
        table = table_of(path.name)
        if table not in BY_NAME:
            if table is not None or path.name.split(".")[0].lower() in BY_NAME:
                strangers.append(path.name)
        elif table in found:
            raise Refused(
                Said("table_twice", folder=folder, first=found[table].name, second=path.name, table=table)
            )
        else:
            found[table] = _plain_file(path)
    return found, tuple(strangers)


def table_of(name: str) -> str | None:
    """Return the table that a file name names, None when it names none."""
    for ending in ENDINGS:
        if name.endswith(ending):
            return name.removesuffix(ending)
    return None


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Refused(Said("unreadable", path=path, reason=error.strerror)) from None


def unchanged(file: FeedFile) -> None:
    """Raise Refused when a file is no longer what was checked: it was written to while it was read."""
    if sha256_of(file.path) != file.sha256:
        raise Refused(Said("changed_meanwhile", path=file.path))


def _plain_file(path: Path) -> Path:
    if path.is_symlink() or not path.is_file():
        raise Refused(Said("not_plain", path=path))
    return path


def _unlisted(table: str, path: Path) -> FeedFile:
    return FeedFile(table=table, path=path, size=path.stat().st_size, sha256=sha256_of(path))


def _listed(path: Path, day: dt.date, found: dict[str, Path]) -> tuple[dict[str, FeedFile], list[str]]:
    content = _content(path)
    if content.get("business_date") != day.isoformat():
        stated = repr(content.get("business_date"))[:40]
        raise Refused(Said("manifest_other_day", path=path, stated=stated, day=day))
    tables = content.get("tables")
    if not isinstance(tables, dict):
        raise Refused(Said("manifest_tables", path=path))
    files = {name: _entry(path, name, entry) for name, entry in tables.items()}
    for table, item in found.items():
        if table not in files:
            raise Refused(Said("manifest_lacks_file", path=path, name=item.name))
    unknown = sorted(set(files) - set(BY_NAME))
    return {name: file for name, file in files.items() if name in BY_NAME}, unknown


def _content(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise Refused(Said("manifest_too_large", path=path, limit=SIZE_LIMIT))
        content = json.loads(path.read_bytes().decode("utf-8-sig"), object_pairs_hook=_once)
    except (ValueError, RecursionError, OSError) as error:
        raise Refused(Said("manifest_not_json", path=path, reason=error)) from None
    if not isinstance(content, dict):
        raise Refused(Said("manifest_not_object", path=path))
    return content


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    for name, times in Counter(name for name, _ in pairs).items():
        if times > 1:
            raise ValueError(f"{name!r} stands twice")
    return dict(pairs)


def _entry(path: Path, table: str, entry: Any) -> FeedFile:
    where = f"{path}: table {table}"
    if not isinstance(entry, dict):
        raise Refused(Said("entry_not_object", where=where))
    name = entry.get("file")
    plain = isinstance(name, str) and name not in ("", ".", "..") and not set(name) & set("/\\\0")
    if not isinstance(name, str) or not plain or (table in BY_NAME and table_of(name) != table):
        raise Refused(Said("entry_file", where=where, table=table))
    rows, size, sha256 = entry.get("rows"), entry.get("bytes"), entry.get("sha256")
    if type(rows) is not int or type(size) is not int or rows < 0:
        raise Refused(Said("entry_numbers", where=where))
    if not isinstance(sha256, str) or not _HEX.fullmatch(sha256.lower()):
        raise Refused(Said("entry_sha256", where=where))
    encoding = entry.get("encoding")
    if encoding is not None and not isinstance(encoding, str):
        raise Refused(Said("entry_encoding", where=where))
    file = FeedFile(
        table=table, path=path.parent / name, size=size, sha256=sha256.lower(), rows=rows, encoding=encoding
    )
    return _matching(file)


def _matching(file: FeedFile) -> FeedFile:
    if not file.path.exists():
        raise Refused(Said("file_missing", path=file.path))
    size = _plain_file(file.path).stat().st_size
    if size != file.size:
        raise Refused(Said("size_differs", path=file.path, size=size, wanted=file.size))
    if sha256_of(file.path) != file.sha256:
        raise Refused(Said("hash_differs", path=file.path))
    return file
