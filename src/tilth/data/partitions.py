"""Migration operations for tables that are partitioned: by generation, or by night."""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState


class CreatePartitionedModel(migrations.CreateModel):
    """Creates a model's table PARTITION BY LIST (generation); the state is that of CreateModel."""

    column: ClassVar[str] = "generation"

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the parent table; partitions are made by the publisher, one per generation or night."""
        plain = schema_editor.sql_create_table
        schema_editor.sql_create_table = f"{plain} PARTITION BY LIST ({self.column})"
        try:
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        finally:
            schema_editor.sql_create_table = plain


class CreateModelByNight(CreatePartitionedModel):
    """Creates a model's table PARTITION BY LIST (night)."""

    column = "night"
