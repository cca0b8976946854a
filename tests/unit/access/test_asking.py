"""Who asks is read once, and answers for that session and account alone."""

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from support import published
from tilth.access import asking, sessions
from tilth.access.accounts import Backend
from tilth.access.sessions import SessionStore
from tilth.data.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture(autouse=True)
def after():
    yield
    asking.settle(None)


@pytest.fixture
def user() -> User:
    return User.objects.create_user("rm", "a long enough password", role="rm", staff_id="S1")


def signed_in(user: User) -> SessionStore:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "tilth.access.accounts.Backend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session


def begun(session: SessionStore) -> asking.Asking:
    return asking.read(sessions.digest(session.session_key))


def test_session_account_and_night_come_in_one_statement(user, django_assert_num_queries) -> None:
    night = published.generation()
    session = signed_in(user)
    with django_assert_num_queries(1):
        asked = begun(session)
    assert (asked.account, asked.generation) == (user, night)
    assert asked.generation.rows == night.rows
    asking.settle(asked)
    with django_assert_num_queries(0):
        again = SessionStore(session.session_key)
        assert again[SESSION_KEY] == str(user.pk)
        assert Backend().get_user(user.pk) == user


def test_the_hash_of_the_password_is_not_read(user) -> None:
    assert begun(signed_in(user)).account.get_deferred_fields() == {"password"}


def test_a_closed_account_is_nobody(user) -> None:
    session = signed_in(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    asking.settle(begun(session))
    assert asking.account(user.pk) is None
    assert Backend().get_user(user.pk) is None


@pytest.mark.parametrize("key", ["", "no such session"])
def test_an_unknown_session_holds_nothing(key: str) -> None:
    asked = asking.read(sessions.digest(key) if key else "")
    assert (asked.held, asked.account, asked.generation) == (None, None, None)


def test_another_session_is_asked_for_anew(user) -> None:
    first, second = signed_in(user), signed_in(user)
    asking.settle(begun(first))
    assert asking.of_session(sessions.digest(second.session_key)) is None
    assert SessionStore(second.session_key)[SESSION_KEY] == str(user.pk)


def test_a_session_that_ended_in_the_request_is_not_read_from_its_beginning(user) -> None:
    session = signed_in(user)
    asking.settle(begun(session))
    session.delete()
    assert SessionStore(session.session_key).load() == {}


def test_the_account_answers_for_its_own_number_alone(user) -> None:
    other = User.objects.create_user("other", "a long enough password", role="rm", staff_id="S2")
    asking.settle(begun(signed_in(user)))
    assert Backend().get_user(other.pk) == other
