"""Family NO: the show notes and every other text with markup."""
