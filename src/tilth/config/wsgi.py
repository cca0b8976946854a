"""The application that a WSGI server runs."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from tilth.config import env, limits
from tilth.data import history
from tilth.kernel import collector
from tilth.kernel.errors import Refused

collector.rest()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tilth.config.settings")
if not os.environ.get("DATABASE_URL"):
    raise Refused(
        "DATABASE_URL is not set: start the pages with `tilth serve`, or give the address of PostgreSQL."
    )
if settings.DATABASES["default"] != env.database(os.environ["DATABASE_URL"]):
    raise Refused("The pages would connect otherwise than DATABASE_URL says: start them with `tilth serve`.")
history.at_need()
application = limits.bounded(get_wsgi_application())
collector.settle()
