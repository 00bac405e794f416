"""One module for each output format, one escaping function for each channel."""
