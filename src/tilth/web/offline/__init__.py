"""Without a network: the list and the form kept in the browser, and records that come later."""
