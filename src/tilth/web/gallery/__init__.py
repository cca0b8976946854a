"""The gallery: every component in every state, drawn by the components themselves; for demos."""
