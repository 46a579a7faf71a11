import io
import sys

import pytest

from relmap.cli import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_PATIENCE_SECONDS", -1.0)
    monkeypatch.setenv("TERM", "xterm")


@pytest.mark.usefixtures("at_once")
def test_a_terminal_sees_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    assert list(progress.watched(range(3), doing="accounts", total=3)) == [0, 1, 2]
    assert "accounts" in screen.getvalue()
    assert "/3" in screen.getvalue()


@pytest.mark.usefixtures("at_once")
def test_a_pipe_and_a_simple_terminal_see_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, term in ((io.StringIO(), "xterm"), (Terminal(), "dumb")):
        monkeypatch.setattr(sys, "stderr", stream)
        monkeypatch.setenv("TERM", term)
        assert list(progress.watched("ab", doing="letters", total=2)) == ["a", "b"]
        assert stream.getvalue() == ""


def test_what_is_quickly_done_shows_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")
    assert list(progress.watched("ab", doing="letters", total=2)) == ["a", "b"]
    assert screen.getvalue() == ""


@pytest.mark.usefixtures("at_once")
def test_the_bar_is_gone_when_the_work_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)

    def failing() -> "list[int]":
        for number in progress.watched(range(3), doing="numbers", total=3):
            if number:
                raise ValueError("stopped")
        return []

    with pytest.raises(ValueError, match="stopped"):
        failing()
    written = screen.getvalue()
    assert written.endswith(("\x1b[2K", "\r", "\x1b[?25h")), repr(written[-30:])
