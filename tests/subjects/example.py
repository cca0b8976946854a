"""What an example of a subject is, and the words that stand for numbers known in a test alone."""

import uuid
from dataclasses import dataclass
from typing import Any

from support import published

DAY = published.DAY


@dataclass(frozen=True, kw_only=True)
class Example:
    """How a subject looks in a test."""

    row: dict[str, Any]
    """Columns of a record that waits; `text` stands for its free texts."""
    acts: dict[str, dict[str, Any]]
    """Act → what it is told."""


TEXT = "{text}"
OF_NEED, OF_DEAL, OF_CERTIFICATE = "{need}", "{opportunity}", "{certificate}"
"""The number of the same customer's need, of the opportunity, and of the certificate."""
OTHER = "{other}"
"""The number of another customer, whom those see who see the first."""
NAMED = str(uuid.uuid5(uuid.NAMESPACE_OID, "relation B1-rm1-c1"))
"""The record of the town's first customer that names somebody around her."""
BALANCED = "age=b income=c share=b debt=b experience=c aim=c term=b loss=c"
"""Answers of the shipped questionnaire: 65 points."""
