"""The whole thread of an erasure: written about, erased by two people, delivered again by the core."""

import subprocess
import sys
import uuid

import psycopg
import pytest

from integration.night.town import Town
from support import keys
from tilth.domain.audit import sealings
from tilth.kernel.ids import uuid7
from tilth.vault import persons
from tilth.vault.errors import ErasedError

pytestmark = pytest.mark.postgres
_CLEAR = """
    INSERT INTO tilth_contact (id, customer_id, staff_id, user_id, contacted_at, contact_on, channel, two_way,
        outcome, purpose, content, next_step, effect, idempotency_key, version, created_at)
    VALUES (%s, %s, 'X', (SELECT min(id) FROM tilth_user), now(), (now() AT TIME ZONE 'Asia/Shanghai')::date,
        'phone', true, 'connected', 'maintain', '她的女儿五月结婚', '', '', 'of-before', 1, now())
"""
TWO_PEOPLE = """
import sys
from pathlib import Path
from django.conf import settings
from tilth import wiring
wiring.start_django(Path(sys.argv[1]))
settings.ALLOWED_HOSTS = ["testserver"]
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
from django.test import Client
from tilth.domain.erasures import hindrances
hindrances.ASKED = ()  # the law's periods are shown elsewhere; this bank is too young for them
def signed_in(name):
    browser = Client()
    assert browser.login(username=name, password="furrow-after-furrow")
    return browser
one, other = signed_in("one"), signed_in("other")
rules = f"/customers/{sys.argv[2]}/rules/"
asked = one.post(f"/customers/{sys.argv[2]}/erasures/ask/", {"reason": "requested", "note": "来函"})
assert asked.status_code == 302, asked.content.decode()
import re
page = other.get(rules).content.decode()
row = re.search(r"erasures/([0-9a-f-]{36})/decide/", page)[1]
assert "erasures/" + row + "/decide/" not in one.get(rules).content.decode()
done = other.post(f"/customers/{sys.argv[2]}/erasures/{row}/decide/", {"yes": "yes", "answer": "已核"})
assert done.status_code == 302, done.content.decode()
page = other.get(rules).content.decode()
assert "已删除" in page and sys.argv[3] not in page
found = other.get(f"/customers/?text={sys.argv[3]}").content.decode()
assert f"/customers/{sys.argv[2]}/" not in found
listed = other.get("/audit/erasures/").content.decode()
assert sys.argv[2] in listed and sys.argv[3] not in listed
"""
_USERS = """
import sys
from pathlib import Path
from tilth import wiring
wiring.start_django(Path(sys.argv[1]))
from tilth.jobs import user
for name in ("one", "other"):
    user.store(name, role="compliance", staff_id="", display_name=name, password="furrow-after-furrow")
"""
_PERSONAL = """
    SELECT name, mobile, mobile_index, birth_date, restricted FROM published_customer WHERE customer_id = %s
"""


def script(town: Town, text: str, *words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", text, str(town.data), *words],
        env=town.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def ran(town: Town, *words: str) -> str:
    status, out, err = town.run(*words)
    assert status == 0, out + err
    return out


def lies(town: Town, row: uuid.UUID) -> str:
    with psycopg.connect(town.url) as connection:
        found = connection.execute("SELECT content FROM tilth_contact WHERE id = %s", [row]).fetchone()
    assert found is not None
    return str(found[0])


def test_an_erased_person_stays_erased_whatever_the_core_delivers(small_town: Town) -> None:
    before, after = small_town.feeds[1:]
    ran(small_town, "nightly", str(before))
    with psycopg.connect(small_town.url, autocommit=True) as connection:
        found = connection.execute(
            "SELECT customer_id, name FROM published_customer WHERE kind = 'person' AND mobile IS NOT NULL"
            " ORDER BY list_rank NULLS LAST, customer_id LIMIT 1"
        ).fetchone()
        assert found is not None
        customer, name = str(found[0]), str(found[1])
    script(small_town, _USERS)
    row = uuid7()
    with psycopg.connect(small_town.url, autocommit=True) as connection:
        connection.execute(_CLEAR, [row, customer])
    # what an older version kept in the clear is sealed, versions among it, and the audit knows
    assert "tilth_contact: 1 versions" in ran(small_town, "init")
    dump = lies(small_town, row)
    assert dump.startswith(persons.BEGINS)
    held = persons.Persons(persons.Drawer(small_town.data / persons.FILE), lambda: keys.RING)
    assert held.open(dump, table="tilth_contact", column="content") == "她的女儿五月结婚"
    ran(small_town, "audit", "head", "--export", str(small_town.data / "heads.txt"))
    verify = ("audit", "verify", "--heads", str(small_town.data / "heads.txt"))
    ran(small_town, *verify)

    script(small_town, TWO_PEOPLE, customer, name)

    # no copy of the database opens without the key, the chain fits, the diary is as its records say
    assert lies(small_town, row) == dump
    with pytest.raises(ErasedError):
        held.open(dump, table="tilth_contact", column="content")
    ran(small_town, *verify)
    ran(small_town, "diary", "check")

    ran(small_town, "nightly", str(after))
    with psycopg.connect(small_town.url) as connection:
        rows = connection.execute(_PERSONAL, [customer]).fetchall()
        assert rows == [("", None, None, None, True)] * 2
        named = connection.execute(
            "SELECT count(*) FROM published_list_entry WHERE customer_id = %s AND generation ="
            " (SELECT current_id FROM tilth_publication)",
            [customer],
        ).fetchone()
        assert named == (0,)
        told = connection.execute(
            "SELECT report -> 'sealed_off' FROM tilth_run_report ORDER BY id DESC LIMIT 1"
        ).fetchone()
        assert told == (1,)
        entry = connection.execute(
            "SELECT customer_ids, detail ->> 'mark' FROM tilth_audit_entry WHERE action = 'erase'"
        ).fetchone()
        assert entry == ([], held.mark(customer))
    ran(small_town, *verify)
    assert "erased: 1" in ran(small_town, "erase")
    checked = small_town.run("check")[1]
    assert "erasures: 1 persons erased, words about customers sealed" in checked
    # who owns the database can tell of sealed texts, and the ring's mark is missing
    with psycopg.connect(small_town.url, autocommit=True) as connection:
        connection.execute("SELECT tilth_note('seal', 'tilth_contact', '', '{}', '', '{\"versions\": {}}')")
        vouched, forged = sealings.vouched(connection, keys.RING)
    assert (len(vouched), len(forged)) == (1, 1)
