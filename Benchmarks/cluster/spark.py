"""Plans a table of workshops with PySpark: `plan(spark, table, out, batch)`.

The table has the members of a line as columns (`id`, `site`, `demand`, … as text). Spark distributes the rows, restarts what
fails and commits each task's rows once; `bayline batch` answers them, one process for each task.
"""
from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import TYPE_CHECKING

from cluster.batch import Batch, Row, answers
from cluster.results import COLUMNS, KEY, SCHEMA, record

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
        found.append(record(row, answer))
        if len(found) == 64:
            yield pandas.DataFrame(found, columns=list(COLUMNS))
            found = []
    if found:
        yield pandas.DataFrame(found, columns=list(COLUMNS))


def answered(table: DataFrame, batch: Batch, rows_per_task: int = 20, count: int | None = None) -> DataFrame:
    """The answers to a table, not yet computed. A task has few rows, so that little is lost with an executor."""
    tasks = max(1, ceil((table.count() if count is None else count) / rows_per_task))
    return table.repartition(tasks).mapInPandas(lambda frames: answer_frames(frames, batch), SCHEMA)


def answered_before(spark: SparkSession, out: str) -> list[tuple[str, str]]:
    """The id and the key of each row that `out` has; none where there is no table yet."""
    from pyspark.errors import AnalysisException

    try:
        results = spark.read.parquet(out)
    except AnalysisException as error:
        # A run that was stopped before its first commit leaves a folder without files.
        if error.getCondition() not in ("PATH_NOT_FOUND", "UNABLE_TO_INFER_SCHEMA"):
            raise
        return []
    return [(row["id"], row["key"]) for row in results.select("id", "key").collect()]


def plan(spark: SparkSession, table: DataFrame, out: str, batch: Batch, rows_per_task: int = 20, waves: int = 1) -> int:
    """Answers the rows of a table that `out` does not have yet and adds them to it; returns how many there were.

    A row counts as answered if its id and its key are there: a digest of the row and the effort, on which its answer
    depends. Each wave is committed as a whole: what a stopped run has committed is not computed again.
    """
    from pyspark.sql import functions as sql

    if table.groupBy("id").count().where("count > 1").limit(1).count():
        raise ValueError("the ids of the table are not distinct")
    # Members that begin with x- are the user's own: lines may have them.
    todo = table.withColumn(KEY, sql.sha2(sql.concat(sql.lit(batch.effort), sql.to_json(sql.struct(*table.columns))), 256))
    # By value, as the results must not be read while they are added to.
    done = answered_before(spark, out)
    if done:
        todo = todo.join(spark.createDataFrame(done, f"id string, `{KEY}` string"), ["id", KEY], "left_anti")
    total = 0
    for wave in range(waves):
        part = todo.where(sql.pmod(sql.hash("id"), sql.lit(waves)) == wave)
        count = part.count()
        if count:
            answered(part, batch, rows_per_task, count).write.mode("append").parquet(out)
        total += count
    return total
