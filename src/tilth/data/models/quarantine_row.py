"""One value that a night set aside, masked, so that the page of the night can be searched."""

from typing import ClassVar

from django.db import models

from tilth.data import fields
from tilth.data.models.run_report import RunReport
from tilth.data.security import policies
from tilth.policy.permissions import Thing


class QuarantineRow(models.Model):
    """Where a bad value stood and why it was set aside; the lake holds those beyond the first 10,000."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(RunReport, on_delete=models.CASCADE, related_name="+", db_index=False)
    table_name = fields.text()
    row_number = models.BigIntegerField()
    line_number = models.BigIntegerField(null=True)
    """The line of a CSV file; empty for Parquet."""
    column_name = fields.text()
    value = fields.maybe_text()
    """Masked before it gets here: no number and no name of a customer is ever in it."""
    code = fields.text()

    class Meta:
        """In the order of the feed's tables and rows."""

        db_table = "tilth_quarantine_row"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["run", "id"], name="quarantine_of_run")]
        constraints: ClassVar = [
            policies.by_role("tilth_quarantine_row", Thing.QUARANTINE),
        ]

    def __str__(self) -> str:
        return f"{self.table_name} row {self.row_number}: {self.code}"
