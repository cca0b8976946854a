"""Nights on a real Spark cluster; `make soak` runs them where the extra is installed."""
