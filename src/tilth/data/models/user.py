"""A person who may sign in."""

import hashlib
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from tilth.data import codes, fields
from tilth.data.checks import one_of
from tilth.data.fetched import Fetched
from tilth.data.history import tracked_account
from tilth.data.security import policies
from tilth.data.security.guarding import routines
from tilth.policy import roles

_READ = (
    *("id", "username", "name", "role", "staff_id", "language", "theme", "updown", "tour"),
    *("is_active", "created_at", "password_digest"),
)
"""What the pages read of accounts: all but the hash of the password."""
_OWN = ("language", "theme", "updown", "tour")
"""What a person changes of the own account by the tables; the password goes through a function."""


class UserManager(BaseUserManager["User"]):
    """Makes users with a hashed password, and reads them without it: the pages' login may not."""

    def get_queryset(self) -> "models.QuerySet[User, User]":
        """Return accounts; the hash is read by the database's function at sign-in, and by the owner."""
        return super().get_queryset().defer("password")

    def create_user(
        self,
        username: str,
        password: str | None = None,
        *,
        role: str,
        name: str = "",
        staff_id: str | None = None,
    ) -> "User":
        """Store one user; without a password the account cannot sign in until one is set."""
        user = self.model(username=username, name=name or username, role=role, staff_id=staff_id)
        user.set_password(password)
        user.save(using=self._db)
        return user


@tracked_account
class User(Fetched, AbstractBaseUser):
    """A person who may sign in: the role decides what is seen, the staff number whose customers."""

    last_login = None  # the audit says when somebody signed in
    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=200)
    password_digest = fields.maybe_text()
    """SHA-256 of the password's hash, set by the database: that it changed is seen, what it is is not."""
    role = models.CharField(max_length=20, choices=[(role, role) for role in roles.CODES])
    staff_id = fields.maybe_text()
    language = models.CharField(max_length=10, default="zh-hans")
    theme = models.CharField(max_length=10, default="auto")
    updown = models.CharField(max_length=10, default="cn")
    tour = models.CharField(max_length=10, default="todo", db_default="todo")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["role"]

    class Meta:
        """One active account per member of staff."""

        db_table = "tilth_user"
        base_manager_name = "objects"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["staff_id"], condition=Q(is_active=True), name="user_one_active_per_staff"
            ),
            models.CheckConstraint(condition=~Q(staff_id=""), name="user_staff_id_not_empty"),
            models.UniqueConstraint(
                fields=["staff_id"],
                condition=Q(role__in=roles.ADMINISTRATORS),
                name="user_one_administration_per_staff",
            ),
            one_of("role", roles.CODES, name="user_role_known"),
            one_of("language", codes.LANGUAGES, name="user_language_known"),
            one_of("theme", codes.THEMES, name="user_theme_known"),
            one_of("updown", codes.UPDOWN, name="user_updown_known"),
            one_of("tour", codes.TOUR, name="user_tour_known"),
            routines("accounts"),
            routines("sign_in"),
            routines("keeping"),
            policies.accounts("tilth_user", reads=_READ, columns=_OWN),
        ]

    def __str__(self) -> str:
        return self.username

    def set_password(self, raw_password: str | None) -> None:
        """Hash a password; None: nobody can sign in by one."""
        super().set_password(raw_password)
        self.password_digest = hashlib.sha256(self.password.encode()).hexdigest()

    def get_session_auth_hash(self) -> str:
        """Return what ends every session of the account when the password changes, without reading it."""
        return self._signed()

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """Return the same under an older secret key, which Django tries by itself."""
        return self._signed(secret)

    def _signed(self, secret: str | bytes | None = None) -> str:
        salt = "tilth.data.models.user.session"
        return salted_hmac(salt, self.password_digest or "", secret=secret, algorithm="sha256").hexdigest()
