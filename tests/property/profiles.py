"""How many examples: a few that are always the same, or with HYPOTHESIS_PROFILE=soak many new ones."""

import os

from hypothesis import HealthCheck, settings

SOAK = os.environ.get("HYPOTHESIS_PROFILE") == "soak"


def examples(few: int, soak: int) -> settings:
    """Return the settings of one property: `few` fixed examples, or `soak` random ones."""
    return settings(
        max_examples=soak if SOAK else few,
        derandomize=not SOAK,
        database=None,
        deadline=None,
        print_blob=SOAK,
        suppress_health_check=[
            HealthCheck.too_slow,
            HealthCheck.data_too_large,
            HealthCheck.large_base_example,
        ],
    )
