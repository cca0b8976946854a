"""The chain's heads outside the database: whoever cuts the audit's end off cannot take these back."""
