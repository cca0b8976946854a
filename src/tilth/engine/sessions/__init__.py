"""The engines that compute a night: each is a `Session`, opened by its name."""
