"""Pages of subjects that need none of their own: a section in a tab of the customer, forms, addresses."""
