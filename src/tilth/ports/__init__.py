"""What Tilth asks of the outside and hands back to it: typed tables, no behaviour."""
