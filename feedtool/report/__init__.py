"""Station report: findings to text, one function a format."""
