"""Rules about hosting: what the show's public addresses are, and what they answer."""
