"""From content to output: the pipeline, and the one edge where Pelican is known."""
