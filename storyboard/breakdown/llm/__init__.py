"""A model's view of how a scene is shot, checked line by line against the script and the rules."""
