"""Events of tonight and open reasons: the page of a book and of a branch, and closing one."""
