from __future__ import annotations

from datetime import date

import pytest

from storyboard.errors import ExitCode, ServiceError
from storyboard.paid import model_info, model_names


def test_the_default_model_is_pinned_to_its_dated_snapshot():
    assert model_info("gpt-image-2").snapshot == "gpt-image-2-2026-04-21"
    assert model_info("gpt-image-2-2026-04-21").name == "gpt-image-2"


def test_no_live_model_takes_input_fidelity():
    live = [model_info(name) for name in model_names() if model_info(name).retires is None]
    assert len(live) == 5
    for info in live:
        assert "input_fidelity" not in info.parameters
        assert {"model", "prompt", "n", "size", "quality", "output_format"} <= info.parameters


def test_every_quality_of_every_model_has_a_base_and_the_reserve_is_never_smaller():
    for name in model_names():
        info = model_info(name)
        for quality in info.qualities:
            assert info.at_most_bases[quality] >= info.output_bases[quality] > 0
            assert info.seconds[quality] > 0


def test_an_unknown_model_gets_the_newest_rules_and_a_warning():
    info = model_info("gpt-image-9")
    newest = model_info("gpt-image-2.6-sunburst")
    assert not info.known
    assert "gpt-image-9" in info.warning
    assert newest.name in info.warning
    assert (info.name, info.snapshot) == ("gpt-image-9", "gpt-image-9")
    assert info.max_references == 16
    assert info.prices == newest.prices
    assert newest.known


def test_a_model_is_refused_from_the_day_it_is_shut_down():
    info = model_info("gpt-image-1.5")
    info.require_alive(date(2026, 11, 30))
    with pytest.raises(ServiceError, match=r"shut down on 2026-12-01.*model: gpt-image-2`") as caught:
        info.require_alive(date(2026, 12, 1))
    assert caught.value.exit_code is ExitCode.SERVICE_REFUSES


def test_every_retired_model_names_a_living_successor():
    for name in model_names():
        info = model_info(name)
        if info.retires is not None:
            assert model_info(info.successor).known
            assert model_info(info.successor).retires is None
