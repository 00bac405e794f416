"""What signs look like: words that are read as one sees them, whatever letters they are written with."""
