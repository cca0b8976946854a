"""The API is tried on the filled town of the door tests."""

from doors.conftest import doors, morning, unlimited

__all__ = ["doors", "morning", "unlimited"]
