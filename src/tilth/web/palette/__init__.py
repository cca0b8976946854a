"""The palette: customers, pages and actions found while typing, from any page."""
