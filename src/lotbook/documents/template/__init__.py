"""Word templates: what they may say, whether they are right, and how one is filled."""
