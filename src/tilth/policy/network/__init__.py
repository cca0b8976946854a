"""Rules about who stands around a customer: families, ways of introduction, whom to meet."""
