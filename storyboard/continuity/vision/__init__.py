"""A model that can see looks at drawn frames: typed questions, each with a score and a one-line fix.

What it answers is data like any other: it is bought once, kept beside the take it is about, and read with suspicion.
"""
