"""Family ID: what an episode is known by, and when it came out."""
