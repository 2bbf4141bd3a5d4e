"""A folder of workshops (`bayline generate --profile group`) as rows, and as a Parquet table."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cluster.batch import Row


def rows(folder: Path) -> Iterator[Row]:
    """A row for each workshop: its id, and its files as text."""
    for site in sorted(folder.glob("*/site.json")):
        yield {"id": site.parent.name, "site": site.read_text("utf-8"),
               "demand": (site.parent / "demand.json").read_text("utf-8")}


def write_table(folder: Path, table: Path, per_file: int = 500) -> int:
    """Writes the rows as Parquet files and returns how many there are."""
    import pyarrow
    from pyarrow import parquet

    table.mkdir(parents=True, exist_ok=True)
    count, part = 0, []
    for row in [*rows(folder), None]:
        if part and (row is None or len(part) == per_file):
            parquet.write_table(pyarrow.Table.from_pylist(part), table / f"part-{count:05}.parquet")
            part = []
        if row is not None:
            part.append(row)
            count += 1
    return count
