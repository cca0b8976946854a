"""What the audit is told for oneself: never a command's name."""

import pytest

from integration.doors import town
from integration.login.conftest import Enter, Web
from integration.login.test_signatures import WISH

pytestmark = pytest.mark.postgres

def test_a_job_is_named_by_commands_alone(owner: Web, enter: Enter, bank: town.Town) -> None:
    web = enter("rm")
    web.execute("""SET LOCAL "tilth"."job" = 'publish by nightly'""")
    web.execute(WISH, [bank.users["rm"].pk])
    web.execute("SELECT tilth_note('view', 'customer', 'C1', '{C1}', '', '{}')")
    web.commit()
    told = "SELECT count(*) FROM tilth_audit_entry WHERE why LIKE 'publish%%'"
    assert owner.execute(told).fetchone() == (0,)
    owner.execute("SET LOCAL tilth.job = 'nightly'")
    owner.execute("SELECT tilth_note('view', 'customer', 'C1', '{C1}', '', '{}')")
    told = "SELECT why FROM tilth_audit_entry ORDER BY id DESC LIMIT 1"
    assert owner.execute(told).fetchone() == ("nightly",)
