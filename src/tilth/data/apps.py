"""The one Django application that owns tables."""

from django.apps import AppConfig


class DataConfig(AppConfig):
    """Registers `tilth.data` under the label that migrations and settings use."""

    name = "tilth.data"
    label = "tilth"
    default_auto_field = "django.db.models.BigAutoField"
