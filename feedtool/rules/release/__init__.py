"""Family RL: what a release would change for subscribers."""
