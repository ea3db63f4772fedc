"""OpenCV as far as text recognition calls it, built from the pinned source: 15 MB in the place of 155.

The published package brings video, cameras and algebra along (FFmpeg, OpenBLAS), which it loads at each start; text
recognition cuts, turns and scales pictures. The interface is the same, so the rest of the package stays as it is.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
from pathlib import Path

from setup.cache import cache_folder, publish
from setup.package.layout import PYTHON, RECIPES, environment

NAME = "opencv-python-headless"
MODULES = "core,imgproc,imgcodecs,python3,python_bindings_generator"
_ON = ("BUILD_opencv_python3", "BUILD_ZLIB", "BUILD_INFO_SKIP_TIMESTAMP", "CMAKE_SKIP_RPATH", "PYTHON3_LIMITED_API")
_OFF = (
    "BUILD_DOCS", "BUILD_JAVA", "BUILD_PERF_TESTS", "BUILD_SHARED_LIBS", "BUILD_TESTS", "BUILD_opencv_apps",
    "WITH_1394", "WITH_ADE", "WITH_AVIF", "WITH_EIGEN", "WITH_FFMPEG", "WITH_FLATBUFFERS", "WITH_GSTREAMER", "WITH_GTK",
    "WITH_IPP", "WITH_ITT", "WITH_JASPER", "WITH_JPEG", "WITH_LAPACK", "WITH_OBSENSOR", "WITH_OPENCL", "WITH_OPENEXR",
    "WITH_OPENJPEG", "WITH_PNG", "WITH_PROTOBUF", "WITH_TIFF", "WITH_UNIFONT", "WITH_V4L", "WITH_VULKAN", "WITH_WEBP",
)  # fmt: skip
"""What it would take from the machine or from the network; pictures are opened by Pillow."""
_LIBRARY = "cv2.abi3.so"


def pinned(lock: str) -> str:
    """Return the lines of a lock that pin OpenCV, with the hashes of its files."""
    found = re.search(rf"^{NAME}==.*?(?=^\S|\Z)", lock, re.MULTILINE | re.DOTALL)
    if not found:
        raise ValueError(f"{NAME} is not in the lock")
    return found[0]


def options() -> list[str]:
    """Return what CMake is told, the same on every machine."""
    switches = [f"-D{name}=ON" for name in _ON] + [f"-D{name}=OFF" for name in _OFF]
    return ["-GNinja", "-DCMAKE_BUILD_TYPE=Release", "-DCPU_DISPATCH=AVX2", f"-DBUILD_LIST={MODULES}", *switches]


def place() -> None:
    """Put the small library into the environment that is packed, and take out what only the published one loads."""
    pin = pinned((RECIPES / "requirements.lock").read_text(encoding="utf-8"))
    built = cache_folder("opencv", pin, *options(), platform.machine()) / _LIBRARY
    if not built.exists():
        sys.stderr.write("package: building OpenCV, once, which takes about five minutes\n")
        _build(pin, built)
    packages = next((PYTHON.parent.parent / "lib").glob("python3*")) / "site-packages"
    publish(built, packages / "cv2" / _LIBRARY)
    shutil.rmtree(packages / "opencv_python_headless.libs", ignore_errors=True)


def _build(pin: str, target: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        source, work = _source(pin, scratch), scratch / "work"
        mapped = f"-ffile-prefix-map={scratch}=."
        interpreter = [
            f"-DPYTHON3_EXECUTABLE={PYTHON}", f"-DPYTHON_DEFAULT_EXECUTABLE={PYTHON}",
            f"-DPYTHON3_INCLUDE_DIR={sysconfig.get_paths()['include']}", "-DPYTHON3_LIBRARY=libpython3.a",
        ]  # fmt: skip
        flags = [f"-DCMAKE_{language}_FLAGS={mapped}" for language in ("C", "CXX")]
        _run("cmake", "-S", source, "-B", work, *options(), *interpreter, *flags)
        _forget_where(work)
        _run("ninja", "-C", work, "opencv_python3")
        publish(work / "lib" / "python3" / _LIBRARY, target)


def _forget_where(work: Path) -> None:
    """Let what is built tell nothing of the machine and the folder, so that it is the same wherever it is built."""
    told = work / "modules" / "core" / "version_string.inc"
    told.write_text('"Built for Haversack, from the modules core, imgproc and imgcodecs.\\n"\n', encoding="ascii")
    folders = work / "opencv_data_config.hpp"
    folders.write_text(folders.read_text(encoding="utf-8").replace(str(work), "."), encoding="utf-8")


def _source(pin: str, scratch: Path) -> Path:
    """Fetch the source as it is pinned, and unpack it."""
    wanted = scratch / "wanted.txt"
    wanted.write_text(pin, encoding="utf-8")
    fetching = ("-m", "pip", "download", "--quiet", "--no-deps", "--no-build-isolation", "--require-hashes")
    _run(PYTHON, *fetching, "--no-binary", NAME, "--dest", scratch, "--requirement", wanted)
    with tarfile.open(next(scratch.glob("opencv*.tar.gz"))) as archive:
        archive.extractall(scratch, filter="data")
    return next(scratch.glob("opencv*/opencv"))


def _run(*command: str | Path) -> None:
    """Run a tool of the environment that is packed; what it says is shown where it fails."""
    path = os.pathsep.join((str(PYTHON.parent), os.environ["PATH"]))
    words = [str(part) for part in command]
    done = subprocess.run(words, env=environment() | {"PATH": path}, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.stderr.write(done.stdout[-4000:] + done.stderr[-4000:])
        sys.exit(f"package: {words[0]} failed")
