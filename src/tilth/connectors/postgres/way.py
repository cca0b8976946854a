"""The way to root's embedded server: it runs as an account of its own, which needs to pass, and no more."""

import os
import pwd
import shutil
import stat
from pathlib import Path


def open_to(path: Path, *, user: str) -> None:
    """Let a server of this account reach `path`: folders above may be passed, and are opened no further.

    The server keeps the groups of root, which starts it: a folder of root's is opened to root's group alone.
    """
    number, groups = pwd.getpwnam(user).pw_uid, {os.getegid(), *os.getgroups()}
    for folder in path.parents:
        found = folder.stat()
        mode = stat.S_IMODE(found.st_mode)
        if folder == path.parent and found.st_gid not in groups and not mode & stat.S_IRWXG:
            # it holds the bank: better another group than everybody
            os.chown(folder, -1, os.getegid())
            found = folder.stat()
        if found.st_uid == number:
            needed = stat.S_IXUSR
        else:
            needed = stat.S_IXGRP if found.st_gid in groups else stat.S_IXOTH
        if not mode & needed:
            folder.chmod(mode | needed)


def hand_over(file: Path) -> None:
    """Give `file` to whom its folder belongs, as the server would have written it itself."""
    owner, found = file.parent.stat(), file.stat()
    if found.st_uid != owner.st_uid:
        shutil.chown(file, owner.st_uid, owner.st_gid)
