"""From bytes to a dossier that keeps its places."""
