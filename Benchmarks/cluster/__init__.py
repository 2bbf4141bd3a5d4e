"""Many workshops on a cluster: `bayline batch` under Spark and Dask. [docs/cluster.md](../../docs/cluster.md) explains it.

The package has no logic of its own: it hands rows to `bayline batch` as lines and answers back as rows.
"""
