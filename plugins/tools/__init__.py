"""The editors' command line. Never loads Pelican."""
