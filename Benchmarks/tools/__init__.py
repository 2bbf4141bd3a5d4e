"""Helpers for the documentation."""
