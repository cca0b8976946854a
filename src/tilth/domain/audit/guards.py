"""What keeps door and audit: guards as shipped, roles as the program has them, passwords as tracked."""

from collections.abc import Iterator

from tilth.domain.audit import catalogue
from tilth.domain.audit.chain import Connection
from tilth.policy import roles

_ROLES = "SELECT code, scope, sees_restricted, reads_audit, manages_accounts FROM tilth_role ORDER BY code"
_PASSWORDS = """
    SELECT username FROM tilth_user
    WHERE password_digest IS DISTINCT FROM encode(sha256(convert_to(password, 'UTF8')), 'hex') ORDER BY 1
"""


def broken(connection: Connection) -> Iterator[str]:
    """Yield a sentence for everything that is not as this version of Tilth made it."""
    yield from catalogue.broken(connection)
    yield from contradicting(connection)
    for (name,) in connection.execute(_PASSWORDS).fetchall():
        yield f"The password of account {name} was replaced past the audit: ask who did, and set another."


def contradicting(connection: Connection) -> Iterator[str]:
    """Yield a sentence for every role of which the database says otherwise than the program."""
    wanted = {
        role.code: (role.scope, role.sees_restricted, role.reads_audit, role.manages_accounts)
        for role in roles.ROLES
    }
    found = {str(row[0]): tuple(row[1:]) for row in connection.execute(_ROLES).fetchall()}
    for code in sorted(wanted.keys() | found.keys()):
        if wanted.get(code) != found.get(code):
            yield (
                f"Role {code} sees {found.get(code, ('nothing',))[0]} in the database and"
                f" {wanted.get(code, ('nothing',))[0]} in the program, or differs in another right:"
                " run `tilth init`, and ask who changed it."
            )
