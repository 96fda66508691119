"""The rules of the trade in plain Python: no input or output, no clock, standard library only."""
