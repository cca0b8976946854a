"""The profile of one customer: what is known of each item of the vocabulary, and what was before."""
