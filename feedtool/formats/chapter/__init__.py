"""Chapters in every form people and programs write them: text to the model's list, and back."""
