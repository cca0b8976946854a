"""What waits for somebody: the card on Today, the page of the whole queue, the week, the calendar file."""
