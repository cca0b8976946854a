"""The people of the demo bank: branches, staff, customers and the relations between them."""
