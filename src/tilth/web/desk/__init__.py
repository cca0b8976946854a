"""What the pages about customers share: the request, the rights, how a change runs."""
