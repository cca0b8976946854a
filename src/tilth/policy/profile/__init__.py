"""What a bank wants to know of a customer: the vocabulary, how a value is read, what knowing it helps."""
