"""What is kept of the arrangement of lanes and axes from one run to the next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeyviewer.session.arrangement import as_words, from_words
from journeyviewer.timeline.view import ALL_LANES, View


@given(st.data())
def test_an_arrangement_comes_back_as_it_was(data: st.DataObject) -> None:
    view = View(dates=data.draw(st.booleans()), two_speed=data.draw(st.booleans()))
    for lane in data.draw(st.lists(st.sampled_from(ALL_LANES), max_size=8)):
        verb = data.draw(st.sampled_from(["fold", "open", "hide", "pin", "move"]))
        if verb in ("fold", "open"):
            view = view.with_folded(lane, verb == "fold")
        elif verb == "hide":
            changed = view.with_hidden(lane, True)
            view = changed if changed.shown else view
        elif verb == "pin":
            view = view.with_hidden(lane, False).with_pinned(lane, True)
        else:
            view = view.with_moved(lane, data.draw(st.integers(-3, 3)))
    assert from_words(as_words(view)) == view


@given(
    st.dictionaries(st.sampled_from(["order", "open", "hidden", "pinned", "dates", "x"]), st.text())
)
def test_words_that_make_no_sense_still_show_every_lane(words: dict[str, str]) -> None:
    view = from_words(words)
    assert sorted(view.order) == sorted(ALL_LANES)
    assert view.shown


def test_a_lane_of_a_later_version_has_its_usual_place_and_state() -> None:
    words = as_words(View())
    words["order"] = words["order"].replace(",support", "")
    words["open"] = words["open"].replace(",support", "")
    view = from_words(words)
    assert "support" in view.open_lanes and view.order[-1] == "support"


def test_a_kept_arrangement_never_hides_everything() -> None:
    assert from_words({"order": "legal", "hidden": ",".join(ALL_LANES)}).shown
