"""A real terminal: a shell in a tmux server of its own, with what stands on its screen."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.cli.runner import TODAY

PATIENCE_SECONDS = 30
PROMPT = "ready> "


class Terminal:
    """bash without anybody's settings, 110 columns wide. Use it in `with`, so that its server goes away."""

    def __init__(self, tmux: str, folder: Path, home: Path, environment: Mapping[str, str] | None = None) -> None:
        home.mkdir(exist_ok=True)
        (home / "settings.sh").write_text(f"PS1='{PROMPT}'\n", encoding="utf-8")
        self._tmux = [tmux, "-u", "-S", str(home / "tmux.sock")]
        self._folder = folder
        self._environment = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
            "RELMAP_TODAY": TODAY,
            "RELMAP_LANG": "en",
            **(environment or {}),
        }

    def __enter__(self) -> "Terminal":
        settings = f"{self._environment['HOME']}/settings.sh"
        self._run("-f", "/dev/null", "new-session", "-d", "-x", "110", "-y", "60", f"exec bash --rcfile '{settings}'")
        try:
            self.wait_for(lambda screen: screen == PROMPT.strip())
        except AssertionError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._run("kill-server")

    def type(self, text: str) -> None:
        self._run("send-keys", "-l", "--", text)

    def press(self, *keys: str) -> None:
        """Keys by tmux's names, such as Enter, Tab or C-c."""
        self._run("send-keys", *keys)

    def answer(self, question: str, text: str) -> None:
        """Waits for a question at the end of the screen, and answers it."""
        self.wait_for(lambda screen: screen.endswith(question))
        self.type(text)
        self.press("Enter")

    def command(self, line: str) -> str:
        """What a command prints, which must end by itself."""
        self.press("C-l")
        self.wait_for(lambda screen: screen == PROMPT.strip())
        self.type(line)
        self.press("Enter")
        screen = self.wait_for(lambda screen: screen != f"{PROMPT}{line}" and screen.endswith(f"\n{PROMPT.strip()}"))
        return screen.removeprefix(f"{PROMPT}{line}\n").removesuffix(PROMPT.strip())

    def screen(self) -> str:
        lines = self._run("capture-pane", "-p").split("\n")
        return "\n".join(line.rstrip() for line in lines).strip("\n")

    def wait_for(self, right: Callable[[str], bool]) -> str:
        end = time.monotonic() + PATIENCE_SECONDS
        while not right(screen := self.screen()):
            assert time.monotonic() < end, f"still on the screen:\n{screen}"
            time.sleep(0.05)
        return screen

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(
            [*self._tmux, *arguments],
            cwd=self._folder,
            env=self._environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout
