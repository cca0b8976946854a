"""The contact gate's answers on the pages."""
