"""What the pages' login may do at all: read what is published, add records, change few of them."""

from tilth.data.security.policies import CHANGED, PUBLISHED, READ_ONLY, RECORDS, WEB, WORK

_READ = (
    "published_customer",
    *PUBLISHED,
    "published_book",
    "published_branch_total",
    "published_staff",
    "published_branch",
    "tilth_generation",
    "tilth_publication",
    "tilth_run_report",
    "tilth_role",
    "tilth_user",
    "tilth_cover",
    "tilth_staff_change",
    "django_migrations",
    "django_content_type",
    *READ_ONLY,
    *RECORDS,
)
_ADD = (*RECORDS, "tilth_cover", "tilth_outbox")
_CHANGE = (*CHANGED, "tilth_cover")
_ACCOUNT = "last_login, password, language, theme, updown"
"""What a person changes of the own account; roles and activity are not the pages' business."""
TOUR = f"GRANT UPDATE (tour) ON tilth_user TO {WEB}"
"""The same of a column that came later."""


def role() -> str:
    """Return the statement that makes the login unless it is there."""
    return f"""
        DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{WEB}') THEN
                CREATE ROLE {WEB} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT;
            END IF;
            IF NOT pg_has_role(current_user, '{WEB}', 'SET') THEN
                EXECUTE format('GRANT {WEB} TO %I', current_user);
            END IF;
        END $$
    """


def statements() -> list[str]:
    """Return the grants, none of them wider than a page needs."""
    made = [f"GRANT USAGE ON SCHEMA public TO {WEB}", "REVOKE CREATE ON SCHEMA public FROM PUBLIC"]
    made += [f"GRANT SELECT ON {table} TO {WEB}" for table in _READ]
    made += [f"GRANT INSERT ON {table} TO {WEB}" for table in _ADD]
    made += [f"GRANT UPDATE ON {table} TO {WEB}" for table in _CHANGE]
    made += [f"GRANT INSERT ON {table}_history TO {WEB}" for table in _with_history()]
    made.append(f"GRANT UPDATE ({_ACCOUNT}) ON tilth_user TO {WEB}")
    made.append("REVOKE EXECUTE ON FUNCTION tilth_enter FROM PUBLIC")
    made.append(f"GRANT EXECUTE ON FUNCTION tilth_enter TO {WEB}")
    made.append(f"GRANT SELECT, INSERT, UPDATE, DELETE ON django_session TO {WEB}")
    return made


def reading(*tables: str) -> list[str]:
    """Return the grants by which a page reads tables younger than the first guard."""
    return [f"GRANT SELECT ON {table} TO {WEB}" for table in tables]


def work() -> list[str]:
    """Return the grants on the tables of `WORK`, which are younger than the others."""
    made = [f"GRANT SELECT, INSERT, UPDATE ON {table} TO {WEB}" for table in WORK]
    return [*made, *(f"GRANT INSERT ON {table}_history TO {WEB}" for table in WORK)]


def keeping(*tables: str) -> list[str]:
    """Return the grants by which a page keeps what is a person's own, as a policy narrows it."""
    return [f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {WEB}" for table in tables]


def _with_history() -> tuple[str, ...]:
    return (*RECORDS, "tilth_cover", "tilth_user")
