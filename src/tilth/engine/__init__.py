"""The nightly engine: the rules of contract §2 as expressions over millions of rows; it knows no Django."""
