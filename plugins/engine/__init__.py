"""Making outputs: worker processes, rendering, whole files. Knows files and processes, not Pelican."""
