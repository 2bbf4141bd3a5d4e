"""The technicians' minutes that count towards the reserve (H14), as the exhaustive searches need them."""
from __future__ import annotations

from collections import Counter
from typing import Any


def minute_limit(book: Any, day: int) -> int:
    """The minutes of a day that may be booked."""
    shifts = sum(book.shift(name, day, book.demand.now) for name in book.site.technicians)
    return (100 - book.site.booking["reservePercent"]) * shifts // 100


def minutes_by_day(book: Any, placements: list[Any]) -> Counter[int]:
    """The minutes of operations that no walk-in needs, by day."""
    minutes: Counter[int] = Counter()
    for placed in placements:
        if placed.technicians and not book.demand.appointments[placed.visit].walk_in:
            for day, used in book.uses(placed, book.demand.now):
                minutes[day] += used * len(placed.technicians)
    return minutes


def booked_minutes(book: Any) -> tuple[Counter[int], Counter[int]]:
    """The minutes that are booked on each day, and those of them that are locked."""
    locked = [placed for placed in book.placed if placed.op.locked]
    return minutes_by_day(book, book.placed), minutes_by_day(book, locked)
