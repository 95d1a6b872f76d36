"""Settings for publishing; `make publish` uses them. Stricter than the preview: every article needs its own id."""

from pelicanconf import *  # noqa: F403

STRICT = True
