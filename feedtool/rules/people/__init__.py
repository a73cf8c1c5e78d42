"""Family PE: people, and the other podcast: tags."""
