"""The application that a WSGI server runs."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from tilth.config import env, limits
from tilth.data import history
from tilth.kernel.errors import Refused

gc.disable()  # while all that stays is loaded there is nothing to collect
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tilth.config.settings")
if not os.environ.get("DATABASE_URL"):
    raise Refused(
        "DATABASE_URL is not set: start the pages with `tilth serve`, or give the address of PostgreSQL."
    )
if settings.DATABASES["default"] != env.database(os.environ["DATABASE_URL"]):
    raise Refused("The pages would connect otherwise than DATABASE_URL says: start them with `tilth serve`.")
history.at_need()
application = limits.bounded(get_wsgi_application())

# what a process loads at its start stays: the collector looks at what requests make, and rarely
gc.collect()
gc.freeze()
gc.enable()
gc.set_threshold(20_000, 20, 20)
