"""What the demo bank sells and what its customers hold: products, prices, holdings."""
