"""Answers as rows of a table: what SQL wants to see in columns of its own, and the rest as JSON."""
from __future__ import annotations

import json
from typing import Any

from cluster.batch import Row

# The column of a table with what an answer depends on, in the results `key`.
KEY = "x-key"

# The columns with their types in Spark's SQL.
COLUMNS = {
    "id": "string", "key": "string", "shop": "string", "command": "string", "stopped": "boolean",
    "cost": "bigint", "bound": "bigint", "scheduled": "int", "unscheduled": "int",
    "figures": "map<string,double>", "result": "string",
    "diagnostics": "array<struct<code:string,place:string,message:string>>",
}
SCHEMA = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())


def figures(result: Row) -> dict[str, float]:
    """The expected figures of a simulated or a planned day."""
    expected = (result.get("about") or {}).get("robust", {}).get("expected", {})
    means = {name: values["chosen"]["mean"] for name, values in expected.items() if "chosen" in values}
    return means | {name: values["mean"] for name, values in result.get("figures", {}).items()}


def record(row: Row, answer: Row) -> Row:
    """The row of the results for an answer."""
    result: dict[str, Any] = answer.get("result") or {}
    is_plan = "assignments" in result
    return {
        "id": row["id"], "key": row.get(KEY), "shop": row.get("shop"), "command": answer.get("command"),
        "stopped": answer.get("stopped", False),
        "cost": result["cost"]["total"] if is_plan else None,
        "bound": result.get("about", {}).get("bound") if is_plan else None,
        "scheduled": len(result["assignments"]) if is_plan else None,
        "unscheduled": len(result["unscheduled"]) if is_plan else None,
        "figures": figures(result),
        "result": json.dumps(result, ensure_ascii=False) if result else None,
        "diagnostics": answer.get("diagnostics", []),
    }
