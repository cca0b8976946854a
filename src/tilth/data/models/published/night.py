"""One night of a published table that keeps its nights."""

from django.db import models

from tilth.data import fields


class NightlyLoad(models.Model):
    """One row per business date; loading the date again gives it a new number."""

    id = models.AutoField(primary_key=True)
    business_date = models.DateField(unique=True)
    content = fields.text()
    """The mark of the lake's files: another mark asks for loading the date again."""
    loaded_at = models.DateTimeField()

    class Meta:
        """By date."""

        abstract = True

    def __str__(self) -> str:
        return f"{self.business_date} ({self.pk})"
