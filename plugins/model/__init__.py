"""Frozen values and pure functions: articles, registries, dates, pages. No files, no clock."""
