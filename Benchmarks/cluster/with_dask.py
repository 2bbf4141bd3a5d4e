"""The same with Dask: a bag of rows in, a bag of results out.

    from dask import bag
    results = answered(bag.from_sequence(rows, npartitions=100), Batch(seconds=0.5)).compute()
"""
from __future__ import annotations

from typing import TYPE_CHECKING

from cluster.batch import Batch, answers
from cluster.results import record

if TYPE_CHECKING:
    from dask.bag import Bag


def answered(rows: Bag, batch: Batch) -> Bag:
    """The results of a bag of rows, not yet computed; each partition has a process of its own."""
    return rows.map_partitions(lambda part: [record(row, answer) for row, answer in answers(part, batch)])
