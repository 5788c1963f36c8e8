"""The one door for money: the till with its ledger, the table of models and prices, and the connection to the service."""

from storyboard.paid.answer import Answer, picture_in
from storyboard.paid.client import DEFAULT_BASE_URL, KEY_VARIABLE, is_local, make_client, read_key, redact, service_url
from storyboard.paid.models import ModelInfo, SizeRule, TokenPrices, model_info, model_names
from storyboard.paid.money import Money
from storyboard.paid.prices import Usage, output_tokens, price_of_usage, quote, reference_tokens
from storyboard.paid.sizes import legal_size
from storyboard.paid.till import NotBilled, Till, open_till, read_money
from storyboard.paid.uploads import Upload, picture_size, prepare_upload
from storyboard.paid.verdicts import Outcome, Verdict, judge

__all__ = [
    "DEFAULT_BASE_URL",
    "KEY_VARIABLE",
    "Answer",
    "ModelInfo",
    "Money",
    "NotBilled",
    "Outcome",
    "SizeRule",
    "Till",
    "TokenPrices",
    "Upload",
    "Usage",
    "Verdict",
    "is_local",
    "judge",
    "legal_size",
    "make_client",
    "model_info",
    "model_names",
    "open_till",
    "output_tokens",
    "picture_in",
    "picture_size",
    "prepare_upload",
    "price_of_usage",
    "quote",
    "read_key",
    "read_money",
    "redact",
    "reference_tokens",
    "service_url",
]
