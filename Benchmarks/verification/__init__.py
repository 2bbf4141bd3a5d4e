"""Checks against the referee, other readers and exhaustive searches."""
