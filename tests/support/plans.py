"""How PostgreSQL answers a statement that it plans once, without knowing its values."""

from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from django.db.models import QuerySet


def planned_once(rows: "QuerySet[Any, Any]") -> str:
    """Return the plan that would serve every value, as text; small tables are read by their indexes too."""
    sql, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        cursor.execute(f"EXPLAIN {sql}", values)
        return "\n".join(line for (line,) in cursor.fetchall())
