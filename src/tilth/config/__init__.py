"""Django settings and addresses."""
