"""Which two customer numbers look like one person: the evidence, and how it adds up (IDN-02)."""
