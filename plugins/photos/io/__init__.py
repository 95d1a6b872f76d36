"""Pillow and the disk."""
