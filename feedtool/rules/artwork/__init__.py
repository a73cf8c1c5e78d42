"""Family AR: the show's cover, and the covers of episodes."""
