"""Errors that stop a command, as opposed to diagnostics, which are returned."""


class NewsError(Exception):
    """Stop the command with a message for a person; never shown as a traceback."""

    exitcode = 1
