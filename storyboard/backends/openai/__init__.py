"""The paid artist: OpenAI's image models, or any server that speaks their language."""

from storyboard.backends.openai.backend import OpenAIBackend
from storyboard.backends.openai.batch import BatchFetched, BatchSent

__all__ = ["BatchFetched", "BatchSent", "OpenAIBackend"]
