"""One reader a form: text -> turns with their places, and the faults that reading met."""
