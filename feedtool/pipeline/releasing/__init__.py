"""What is out, what would change, what goes out: for `plan`, and for what changes a target.

Station `publish` sends the files; it knows targets, and no shows.
"""
