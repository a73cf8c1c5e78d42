"""Shows that other generators keep in folders: Hugo's Castanet theme, Jekyll, one YAML file."""
