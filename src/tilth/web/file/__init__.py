"""One customer's file: the head that every tab stands under, the line of tabs, and how a tab is shown."""
