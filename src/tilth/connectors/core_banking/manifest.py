"""The manifest and its files: names, sizes and hashes are checked before anything is read (contract §1)."""

import datetime as dt
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tilth.kernel.errors import Refused
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
    findings: tuple[str, ...]

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
    findings = [f"{name} is no table of the contract and was ignored." for name in strangers]
    path = folder / FILE
    if path.exists():
        files, unknown = _listed(path, day, found)
        findings += [f"{FILE}: table {name} is no table of the contract and was ignored." for name in unknown]
    elif bank.feed.manifest_required:
        raise Refused(
            f"{path} is missing: every feed needs its manifest; "
            f"run `tilth feed seal {folder}` where the files are made."
        )
    else:
        findings.append(f"{FILE} is missing; the bank's settings waive it.")
        files = {name: _unlisted(name, item) for name, item in found.items()}
    for name in REQUIRED:
        if name not in files:
            raise Refused(
                f"{folder}: required table {name} is missing: "
                f"deliver {name}.parquet, {name}.csv or {name}.csv.gz."
            )
    return Delivery(folder=folder, business_date=day, files=files, findings=tuple(findings))


def business_date(folder: Path) -> dt.date:
    """Return the business date that a feed folder's name states; Refused when it is no folder or no day."""
    if not folder.is_dir():
        raise Refused(f"{folder} is not a folder: give the feed's folder, named YYYY-MM-DD.")
    name = folder.resolve().name
    try:
        if _DAY.fullmatch(name):
            return dt.date.fromisoformat(name)
    except ValueError:
        pass
    raise Refused(f"{folder}: the folder's name must be the feed's business date, YYYY-MM-DD; rename it.")


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
                f"{folder}: {found[table].name} and {path.name} both hold table {table}; leave one of them."
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
        raise Refused(
            f"{path} cannot be read ({error.strerror}): check the file and send it again."
        ) from None


def unchanged(file: FeedFile) -> None:
    """Raise Refused when a file is no longer what was checked: it was written to while it was read."""
    if sha256_of(file.path) != file.sha256:
        raise Refused(
            f"{file.path} changed while it was read: deliver finished files only, then start again."
        )


def _plain_file(path: Path) -> Path:
    if path.is_symlink() or not path.is_file():
        raise Refused(
            f"{path} is not a plain file (links and folders are not taken): deliver the file itself."
        )
    return path


def _unlisted(table: str, path: Path) -> FeedFile:
    return FeedFile(table=table, path=path, size=path.stat().st_size, sha256=sha256_of(path))


def _listed(path: Path, day: dt.date, found: dict[str, Path]) -> tuple[dict[str, FeedFile], list[str]]:
    content = _content(path)
    if content.get("business_date") != day.isoformat():
        stated = repr(content.get("business_date"))[:40]
        raise Refused(
            f"{path}: business_date is {stated} but the folder is {day}: "
            "deliver the feed of that day, or correct the folder's name."
        )
    tables = content.get("tables")
    if not isinstance(tables, dict):
        raise Refused(f"{path}: `tables` must be an object with one entry per table; seal the feed again.")
    files = {name: _entry(path, name, entry) for name, entry in tables.items()}
    for table, item in found.items():
        if table not in files:
            raise Refused(f"{path} does not list {item.name}: seal the feed again with all its files.")
    unknown = sorted(set(files) - set(BY_NAME))
    return {name: file for name, file in files.items() if name in BY_NAME}, unknown


def _content(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise Refused(
                f"{path} is larger than {SIZE_LIMIT:,} bytes: it is no manifest; seal the feed again."
            )
        content = json.loads(path.read_bytes().decode("utf-8-sig"), object_pairs_hook=_once)
    except (ValueError, RecursionError, OSError) as error:
        raise Refused(f"{path} is not readable JSON ({error}): seal the feed again.") from None
    if not isinstance(content, dict):
        raise Refused(f"{path} must be one JSON object: seal the feed again.")
    return content


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"{name!r} stands twice")
    return dict(pairs)


def _entry(path: Path, table: str, entry: Any) -> FeedFile:
    where = f"{path}: table {table}"
    if not isinstance(entry, dict):
        raise Refused(f"{where}: must be an object with file, rows, bytes, sha256; seal the feed again.")
    name = entry.get("file")
    plain = isinstance(name, str) and name not in ("", ".", "..") and not set(name) & set("/\\\0")
    if not isinstance(name, str) or not plain or (table in BY_NAME and table_of(name) != table):
        raise Refused(
            f"{where}: file must be {table}.parquet, {table}.csv or {table}.csv.gz in the same folder."
        )
    rows, size, sha256 = entry.get("rows"), entry.get("bytes"), entry.get("sha256")
    if type(rows) is not int or type(size) is not int or rows < 0:
        raise Refused(f"{where}: rows and bytes must be whole numbers; seal the feed again.")
    if not isinstance(sha256, str) or not _HEX.fullmatch(sha256.lower()):
        raise Refused(f"{where}: sha256 must be 64 hexadecimal digits; seal the feed again.")
    encoding = entry.get("encoding")
    if encoding is not None and not isinstance(encoding, str):
        raise Refused(f"{where}: encoding must be text; write utf-8 or gb18030.")
    file = FeedFile(
        table=table, path=path.parent / name, size=size, sha256=sha256.lower(), rows=rows, encoding=encoding
    )
    return _matching(file)


def _matching(file: FeedFile) -> FeedFile:
    if not file.path.exists():
        raise Refused(
            f"{file.path} is listed in {FILE} but is not there: deliver it, or seal the feed again."
        )
    size = _plain_file(file.path).stat().st_size
    if size != file.size:
        raise Refused(
            f"{file.path} has {size:,} bytes but {FILE} says {file.size:,}: "
            "it is incomplete or was changed; send it again."
        )
    if sha256_of(file.path) != file.sha256:
        raise Refused(
            f"{file.path} does not match its sha256 in {FILE}: it was damaged or changed; send it again."
        )
    return file
