"""Files of related news."""
