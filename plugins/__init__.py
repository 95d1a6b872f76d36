"""Cổng Tin: a news portal generator for administrative offices, built on Pelican."""
