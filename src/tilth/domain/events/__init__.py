"""Events of tonight and open reasons: of a book, of a branch, and closing one."""
