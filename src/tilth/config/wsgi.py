"""The application that a WSGI server runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from tilth.config import limits
from tilth.kernel.errors import Refused

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tilth.config.settings")
if not os.environ.get("DATABASE_URL"):
    raise Refused(
        "DATABASE_URL is not set: start the pages with `tilth serve`, or give the address of PostgreSQL."
    )
application = limits.bounded(get_wsgi_application())

# what a process loads at its start stays: the collector looks at what requests make, and rarely
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
