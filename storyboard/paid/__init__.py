"""The one door for money: the till with its ledger, the table of models and prices, and the connection to the service."""

from storyboard.paid.answer import Answer, picture_in
from storyboard.paid.asking import Questioner, asking_warnings, usage_in
from storyboard.paid.attempt import Attempt, State, micro
from storyboard.paid.breaker import Breaker
from storyboard.paid.capabilities import Capabilities, Finding, read_capabilities, write_capabilities
from storyboard.paid.caps import Caps
from storyboard.paid.claims import AT_THE_SERVICE, Order
from storyboard.paid.client import DEFAULT_BASE_URL, KEY_VARIABLE, is_local, make_client, read_key, redact, service_url
from storyboard.paid.interrupts import on_interrupt
from storyboard.paid.keyring import key_from_keyring
from storyboard.paid.limits import RateReading, asked_wait, read_rate
from storyboard.paid.models import ModelInfo, SizeRule, TokenPrices, model_info, model_names
from storyboard.paid.money import Money
from storyboard.paid.opening import open_till, read_money, slots_in_batches
from storyboard.paid.pacing import STATE_VARIABLE, Pace, Turn, open_pace, state_folder
from storyboard.paid.parcels import Parcels
from storyboard.paid.prices import Usage, cost_of, output_tokens, price_of_usage, quote, reference_tokens
from storyboard.paid.question import Question, words_in
from storyboard.paid.remote import Gone, NotBilled, Remote
from storyboard.paid.sizes import fitting_note, legal_size
from storyboard.paid.speech_models import SpeechModel, speech_model
from storyboard.paid.text_models import TextModel, text_model, text_models
from storyboard.paid.till import Till
from storyboard.paid.uploads import Upload, picture_size, prepare_mask, prepare_upload
from storyboard.paid.verdicts import Outcome, Verdict, judge, judge_answer

__all__ = [
    "AT_THE_SERVICE",
    "DEFAULT_BASE_URL",
    "KEY_VARIABLE",
    "STATE_VARIABLE",
    "Answer",
    "Attempt",
    "Breaker",
    "Capabilities",
    "Caps",
    "Finding",
    "Gone",
    "ModelInfo",
    "Money",
    "NotBilled",
    "Order",
    "Outcome",
    "Pace",
    "Parcels",
    "Question",
    "Questioner",
    "RateReading",
    "Remote",
    "SizeRule",
    "SpeechModel",
    "State",
    "TextModel",
    "Till",
    "TokenPrices",
    "Turn",
    "Upload",
    "Usage",
    "Verdict",
    "asked_wait",
    "asking_warnings",
    "cost_of",
    "fitting_note",
    "is_local",
    "judge",
    "judge_answer",
    "key_from_keyring",
    "legal_size",
    "make_client",
    "micro",
    "model_info",
    "model_names",
    "on_interrupt",
    "open_pace",
    "open_till",
    "output_tokens",
    "picture_in",
    "picture_size",
    "prepare_mask",
    "prepare_upload",
    "price_of_usage",
    "quote",
    "read_capabilities",
    "read_key",
    "read_money",
    "read_rate",
    "redact",
    "reference_tokens",
    "service_url",
    "slots_in_batches",
    "speech_model",
    "state_folder",
    "text_model",
    "text_models",
    "usage_in",
    "words_in",
    "write_capabilities",
]
