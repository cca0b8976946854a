"""One event, before it becomes a row."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class Event:
    """What happens to a customer and when; `subject` is a holding or empty."""

    kind: str
    subject: str = ""
    due_on: dt.date = field(kw_only=True)
    amount: Decimal | None = field(default=None, kw_only=True)
    detail: dict[str, Any] = field(default_factory=dict, kw_only=True)

    def row(self, customer_id: str, day: dt.date) -> dict[str, Any]:
        """Return the mart's row."""
        name = f"{customer_id}|{self.kind}|{self.subject}|{self.due_on.isoformat()}"
        return {
            "event_id": hashlib.sha256(name.encode()).hexdigest()[:32],
            "business_date": day,
            "customer_id": customer_id,
            "kind": self.kind,
            "subject": self.subject,
            "due_on": self.due_on,
            "amount": self.amount,
            "detail": json.dumps(
                self.detail, sort_keys=True, separators=(",", ":"), default=str, ensure_ascii=False
            ),
        }
