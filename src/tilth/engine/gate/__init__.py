"""The contact gate by the day: whom nobody may call on the day after D, and until when."""
