"""Stories planted on purpose: customers whose case is known, so that what finds them can be checked."""
