"""feedgen."""
