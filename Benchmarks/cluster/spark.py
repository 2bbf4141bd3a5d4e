"""Plans a table of workshops with PySpark: `plan(spark, table, out, batch)`.

The table has the members of a line as columns (`id`, `site`, `demand`, … as text). Spark distributes the rows, restarts what
fails and commits each task's rows once; `bayline batch` answers them, one process for each task.
"""
from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING

from cluster.batch import Batch, Row, answers
from cluster.results import COLUMNS, SCHEMA, key, record

if TYPE_CHECKING:
    import pandas
    from pyspark.sql import DataFrame, SparkSession


def answer_frames(frames: Iterator[pandas.DataFrame], batch: Batch) -> Iterator[pandas.DataFrame]:
    """Answers the rows of a partition; a frame of answers for every few rows."""
    import pandas

    def rows() -> Iterator[Row]:
        for frame in frames:
            yield from frame.astype(object).where(frame.notna(), None).to_dict("records")

    found: list[Row] = []
    for row, answer in answers(rows(), batch):
        found.append(record(row, answer, batch))
        if len(found) == 64:
            yield pandas.DataFrame(found, columns=list(COLUMNS))
            found = []
    if found:
        yield pandas.DataFrame(found, columns=list(COLUMNS))


def answered(table: DataFrame, batch: Batch, rows_per_task: int = 20, count: int | None = None) -> DataFrame:
    """The answers to a table, not yet computed. A task has few rows, so that little is lost with an executor."""
    tasks = max(1, ceil((table.count() if count is None else count) / rows_per_task))
    return table.repartition(tasks).mapInPandas(lambda frames: answer_frames(frames, batch), SCHEMA)


def plan(spark: SparkSession, table: DataFrame, out: str, batch: Batch, rows_per_task: int = 20, waves: int = 1) -> int:
    """Answers the rows of a table that `out` does not have yet and adds them to it; returns how many there were.

    A row counts as answered if its id and everything that its answer depends on are the same. Each wave is committed as a
    whole: what a stopped run has committed is not computed again.
    """
    from pyspark.sql import functions
    from pyspark.sql.utils import AnalysisException

    if table.count() != table.select("id").distinct().count():
        raise ValueError("the ids of the table are not distinct")
    columns = list(table.columns)
    keys = functions.udf(lambda row: key(row.asDict(), batch), "string")
    todo = table.withColumn("key", keys(functions.struct(*columns)))
    try:
        todo = todo.join(spark.read.parquet(out).select("id", "key"), ["id", "key"], "left_anti")
    except AnalysisException:
        pass  # nothing was answered yet
    todo = todo.drop("key").localCheckpoint()
    for wave in range(waves):
        part = todo.where(functions.abs(functions.hash("id")) % waves == wave)
        count = part.count()
        if count:
            answered(part, batch, rows_per_task, count).write.mode("append").parquet(out)
    return todo.count()
