"""Records: text to fields with their places, fields to show and episode, edits back to text."""
