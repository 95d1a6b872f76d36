"""From what editors typed to model values and diagnostics. Knows files, YAML and Markdown; not Pelican."""
