"""Two dossiers side by side: what they have in common, what only one of them has, and what differs strongly."""
