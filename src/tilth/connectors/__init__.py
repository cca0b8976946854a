"""One folder per outside system; all that is ugly outside stays here."""
