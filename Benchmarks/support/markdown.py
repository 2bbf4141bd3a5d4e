"""Tables in Markdown, printed row by row as results arrive."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def table_row(cells: Sequence[Any]) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def table_header(heads: Sequence[str], text_columns: int = 1) -> str:
    """The head of a table whose first columns hold text and the others numbers, aligned to the right."""
    return table_row(heads) + "\n|" + "---|" * text_columns + "---:|" * (len(heads) - text_columns)


def table(heads: Sequence[str], rows: Sequence[Sequence[Any]], text_columns: int = 1) -> str:
    return "\n".join([table_header(heads, text_columns), *map(table_row, rows)])
