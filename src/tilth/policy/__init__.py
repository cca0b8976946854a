"""What the bank decided: typed values and pure functions, readable by a compliance officer."""
