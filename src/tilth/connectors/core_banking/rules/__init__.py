"""What a typed row must satisfy: keys, values, identities, references, and the nights before."""
