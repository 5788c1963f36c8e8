"""Where a project keeps what a model said about its script: beside the shot list, to be committed with it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from storyboard.errors import InputError
from storyboard.paid import DEFAULT_BASE_URL, service_url, text_model
from storyboard.project import Project

if TYPE_CHECKING:
    from storyboard.breakdown import Answers, ModelCutter, Part, Reply


def answers_of(project: Project) -> Answers:
    """The answers that the project has paid for."""
    from storyboard.breakdown import Answers

    return Answers(project.layout.answers)


def kept_cutter(project: Project) -> ModelCutter:
    """Cuts scenes by the answers that are there, whichever model gave them; asks nobody."""
    from storyboard.breakdown import ModelCutter, Reply

    answers, settings = answers_of(project), project.bible.openai
    model = text_model(settings).name
    try:
        url = service_url(settings, os.environ)
    except InputError:  # It would matter only if somebody were asked.
        url = DEFAULT_BASE_URL
    service = "" if url == DEFAULT_BASE_URL else url

    def find(part: Part) -> Reply | None:
        answer = answers.find(part.key, model=model, service=service, any_model=True)
        return None if answer is None else Reply(answer.text, answer.trouble)

    return ModelCutter(find, project.bible.timing)
