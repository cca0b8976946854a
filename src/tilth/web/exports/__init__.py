"""What is recorded about one customer, as a file: the page of whoever may hand it out."""
