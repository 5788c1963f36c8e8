"""The paid artist: OpenAI's image models, or any server that speaks their language."""

from storyboard.backends.openai.backend import OpenAIBackend
from storyboard.backends.openai.batch import BatchFetched, BatchSent
from storyboard.backends.openai.probe_plan import Probe, plan_probes
from storyboard.backends.openai.probes import Prober

__all__ = ["BatchFetched", "BatchSent", "OpenAIBackend", "Probe", "Prober", "plan_probes"]
