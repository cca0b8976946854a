"""The contact gate by the day: whom nobody may call on the list day, and until when."""
