"""A podcast as a folder of text files, checked like code and published without surprises."""

__version__ = "0.1.0"
