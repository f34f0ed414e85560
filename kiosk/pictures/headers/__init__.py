"""Headers of the promised formats, read within bounds and without a decoder."""
