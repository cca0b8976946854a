"""Care that fell due and was not given: what the account of a customer is made of (CAD-01, NEED-12).

What fell due is always paid, waived with a cause, or carried: created = paid + waived + carried.
"""

WAIVED = ("missed", "longer", "corrected", "stopped", "wished", "died", "closed")
"""Why a contact that fell due need not be made any more; a column `waived_…` for each.

missed: a talk settles one contact, and with it those before are gone. longer: a longer interval came into
force. corrected: a talk was recorded late, so that less had fallen due. stopped: a stop, or childhood.
wished: the customer does not want to be disturbed. died, closed: nobody is to be contacted.
"""
COLUMNS = tuple(f"waived_{cause}" for cause in WAIVED)
COUNTS = ("created", "paid", *COLUMNS, "carried")
