"""What is loaded until the window has been painted: nothing heavy, so that it is there at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HEAVY = {"numpy", "pydantic", "chromadb", "onnxruntime", "sqlcipher3", "rapidocr", "pypdfium2", "httpx", "ollama"}
CORE = {
    "assistant",
    "assistant.crashes",
    "assistant.documents",
    "assistant.documents.values",
    "assistant.errors",
    "assistant.guard",
    "assistant.guard.isolation",
    "assistant.jobs",
    "assistant.places",
}
"""All that the first paint needs of the core: errors, jobs, and where things lie."""
LATER = {
    "socket",
    "ui.actions",
    "ui.controllers.desk",
    "ui.dialogs",
    "ui.furnishing",
    "ui.views.search",
    "ui.views.turn",
    "ui.views.viewer",
}
"""What a start loads once the window has been painted."""

PAINT = """
import json, sys
from pathlib import Path
from ui.app import Application, make_application

qt = make_application()
application = Application(Path(sys.argv[1]))
application.start([])
application.window.painted.disconnect()
application.window.grab()
print(json.dumps(sorted(sys.modules)))
application.window.close()
application.stop()
"""


def loaded_at_the_first_paint(home: Path) -> set[str]:
    command = [sys.executable, "-c", PAINT, str(home)]
    environment = {"QT_QPA_PLATFORM": "offscreen", "HAVERSACK_HOME": str(home)}
    painted = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return set(json.loads(painted.stdout))


def test_nothing_heavy_is_loaded_before_the_window_is_painted(tmp_path: Path):
    loaded = loaded_at_the_first_paint(tmp_path)
    assert "PySide6.QtWidgets" in loaded
    assert {name.split(".")[0] for name in loaded} & HEAVY == set()
    assert {name for name in loaded if name.split(".")[0] == "assistant"} <= CORE
    assert loaded & LATER == set()
    assert "concurrent.futures.thread" not in loaded
