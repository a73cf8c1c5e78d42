"""One writer a form: turns -> text that independent readers take."""
