"""Own rule packs: read with their places, checked whole, and proved by their examples."""
