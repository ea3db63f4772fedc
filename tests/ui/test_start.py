"""What is loaded until the window has been painted: nothing heavy, so that it is there at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

HEAVY = {"numpy", "pydantic", "chromadb", "onnxruntime", "sqlcipher3", "rapidocr", "pypdfium2", "httpx", "ollama"}

PAINT = """
import json, sys
from pathlib import Path
from ui.app import Application, make_application

qt = make_application()
application = Application(Path(sys.argv[1]))
application.window.show()
application.window.grab()
print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})))
application.window.close()
application.stop()
"""


def test_nothing_heavy_is_loaded_before_the_window_is_painted(tmp_path: Path):
    command = [sys.executable, "-c", PAINT, str(tmp_path)]
    environment = {"QT_QPA_PLATFORM": "offscreen", "HAVERSACK_HOME": str(tmp_path)}
    painted = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    loaded = set(json.loads(painted.stdout))
    assert "PySide6" in loaded
    assert loaded & HEAVY == set()
