"""The list of customers: filters, order, columns, saved views."""
