"""Where vehicles stay and move between the operations of a visit, in the CP-SAT model (H6, H7)."""
from __future__ import annotations

from quality.cpsat_operations import Literal, Operations, Placed
from quality.cpsat_workshop import Visit


class Stays:
    """Adds the stays and moves of a visit to a model."""

    def __init__(self, parts: Operations) -> None:
        self.parts, self.model, self.shop = parts, parts.model, parts.shop

    def add(self, visit: Visit, placed: list[Placed], present: Literal) -> list[list[Literal]]:
        """Adds the stays; returns for each operation the literals of which one is true if the vehicle moves for it."""
        moves: list[list[Literal]] = []
        for position, after in enumerate(placed):
            found: list[Literal] = []
            for before, both in self.earlier(placed, position, present):
                move = self.pair(visit, before, after, both, is_next=placed[position - 1] is before)
                if move is not None:
                    found.append(move)
            moves.append(found)
        return moves

    def earlier(self, placed: list[Placed], position: int, present: Literal) -> list[tuple[Placed, Literal]]:
        """The operations that can be the last one in a bay before another one in a bay, and when both are so."""
        found = []
        if isinstance(placed[position].in_bay, int):
            return []
        open_, always = placed[position].in_bay, placed[position].in_bay is present
        for before in reversed(placed[:position]):
            if isinstance(before.in_bay, int):
                continue
            if before.in_bay is present:
                found.append((before, open_))
                break
            found.append((before, before.in_bay if always else self.parts.both(open_, before.in_bay)))
            open_, always = self.parts.both(open_, ~before.in_bay), False
        return found

    def pair(self, visit: Visit, before: Placed, after: Placed, both: Literal, is_next: bool) -> Literal | None:
        """Adds the stay from an operation to the next one in a bay; returns the literal of the move, None if there is
        none."""
        locked = before.operation.lock is not None and after.operation.lock is not None
        for_lock = isinstance(before.end, int) and self.shop.left_for_a_lock(visit, before.operation, before.end)
        is_left = before.operation.bay_after == "leave" or for_lock
        keeps = before.operation.bay_after == "keep" and is_next and not for_lock and not locked
        if is_left:
            if keeps:
                self.model.add(both == 0)
            return both
        stays = []
        for name in before.bays.keys() & after.bays.keys():
            if locked:
                self.hold(name, before.end, after.start, both)
                return None
            stay = self.parts.flag()
            literals = before.bays[name], after.bays[name], both
            self.model.add_bool_and(*literals).only_enforce_if(stay)
            self.model.add_bool_or(*(~literal for literal in literals)).only_enforce_if(~stay)
            length = self.parts.number(0, self.shop.end)
            self.parts.intervals["b " + name].append(
                self.model.new_optional_interval_var(before.end, length, after.start, stay, ""))
            stays.append(stay)
        if keeps:
            self.model.add(sum(stays) == both)
            return None
        if not stays:
            return both
        move = self.parts.flag()
        self.model.add(sum(stays) + move == both)
        return move

    def hold(self, bay: str, start: int, end: int, present: Literal) -> None:
        """A stay between locked operations: it may overlap what others have locked, as they may among themselves."""
        for low, high in sorted(self.parts.locks["b " + bay]):
            if high <= start or low >= end:
                continue
            if start < low:
                self.free_stay(bay, start, low, present)
            start = max(start, high)
        self.free_stay(bay, start, end, present)

    def free_stay(self, bay: str, start: int, end: int, present: Literal) -> None:
        start, end = max(start, 0), min(end, self.shop.end)
        if start < end:
            self.parts.intervals["b " + bay].append(
                self.model.new_optional_fixed_size_interval_var(start, end - start, present, ""))
