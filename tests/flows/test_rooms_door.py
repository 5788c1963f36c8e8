from __future__ import annotations

from storyboard import flows


def test_every_name_the_room_promises_is_there():
    assert sorted(flows.__all__) == sorted(flows._HOMES)
    for name in flows.__all__:
        assert getattr(flows, name) is not None
