"""`bayline batch` as an iterator: rows in, answers out, in the same order.

Rows are dictionaries with the members of a line (docs/batch.md); documents may be strings with the text of a file, as columns
of a table have them.
"""
from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]


@dataclass(frozen=True)
class Batch:
    """How lines are answered."""

    bayline: str = "bayline"
    seconds: float | None = None  # for lines that state no effort
    iterations: int | None = None
    seed: int = 1
    time_limit: float = 600.0  # for each line: no straggler holds a task up for longer
    threads: int = 1  # an executor's core
    sites: str = "."

    @property
    def effort(self) -> str:
        """What answers depend on beside their lines."""
        return f"{self.seconds} {self.iterations} {self.seed} {self.time_limit}\n"

    def command(self) -> list[str]:
        """The program with its options."""
        words = [self.bayline, "batch", "--quiet", "--seed", self.seed, "--time-limit", self.time_limit,
                 "--threads", self.threads, "--sites", self.sites]
        if self.seconds is not None:
            words += ["--seconds", self.seconds]
        if self.iterations is not None:
            words += ["--iterations", self.iterations]
        return [str(word) for word in words]


class BatchFailed(RuntimeError):
    """The program ended before all lines were answered: the engine has to try again."""


def line(row: Row) -> str:
    """A row as a line; what is missing in the table is missing in the line."""
    return json.dumps({name: value for name, value in row.items() if value is not None}, ensure_ascii=False)


def answers(rows: Iterable[Row], batch: Batch) -> Iterator[tuple[Row, Row]]:
    """Each row with its answer. Rows are taken as the program reads them, so that memory stays flat."""
    process = subprocess.Popen(batch.command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdin and process.stdout
    asked: dict[int, Row] = {}
    problems: list[BaseException] = []

    def feed() -> None:
        try:
            with process.stdin as lines:
                for number, row in enumerate(rows, 1):
                    asked[number] = row
                    lines.write(line(row) + "\n")
                    lines.flush()
        except BrokenPipeError:
            pass  # The exit status tells why.
        except BaseException as error:  # of the rows' own source: raised below
            problems.append(error)

    feeder = threading.Thread(target=feed, daemon=True)
    feeder.start()
    try:
        for text in process.stdout:
            answer = json.loads(text)
            yield asked.pop(answer["line"]), answer
        feeder.join()
        status = process.wait()
    finally:
        # Where nobody wants the answers any more, it has nothing to finish.
        process.kill()
        process.wait()
        process.stdout.close()
    if problems:
        raise problems[0]
    if status or asked:
        raise BatchFailed(f"{' '.join(batch.command())} ended with {status}, {len(asked)} lines without an answer")
