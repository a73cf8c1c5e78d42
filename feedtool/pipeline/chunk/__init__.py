"""What one worker does: some records through load, probe, compose, check and render."""
