"""Station check: everything known to findings. It runs rules and knows none by name."""
