"""The API is tried on the filled town of the door tests."""

from doors.conftest import doors, morning

__all__ = ["doors", "morning"]
