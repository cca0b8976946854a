"""Results of talks: what became of maturities, money won from other banks, business and care."""
