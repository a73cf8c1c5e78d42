"""From a checked show to its target: what is out, what would change, what goes out."""
