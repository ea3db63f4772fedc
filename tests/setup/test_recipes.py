"""The recipes for Windows and macOS, as far as they can be checked on another system: played, compiled, read."""

from __future__ import annotations

import json
import plistlib
import re
import shutil
import subprocess
import sys
import types
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from packaging.markers import Marker
from packaging.utils import canonicalize_name
from PIL import Image

from setup.package import finishing, icons, layout, papers
from setup.package.metadata import own_metadata

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGING = ROOT / "packaging"
WORKFLOW = yaml.safe_load((PACKAGING / "ci" / "installers.yml").read_text(encoding="utf-8"))
BUILD_TOOLS = {
    "altgraph", "cmake", "distro", "macholib", "ninja", "pefile", "pyinstaller", "pyinstaller-hooks-contrib",
    "scikit-build", "setuptools", "wheel",
}  # fmt: skip
SYSTEMS = ["win32", "darwin", "linux"]


@dataclass
class Played:
    """What a recipe asked of PyInstaller: (what was asked for, how), in order."""

    asked: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = field(default_factory=list)

    def of(self, what: str) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
        return [(given, named) for name, given, named in self.asked if name == what]


def play(monkeypatch: pytest.MonkeyPatch, folder: Path, platform: str) -> Played:
    """Run the recipe as PyInstaller would on a system, over nothing but the project's own list of files."""
    played = Played()
    hooks = types.ModuleType("PyInstaller.utils.hooks")
    vars(hooks).update(
        collect_data_files=lambda name: [(f"/site/{name}/data", name)], collect_submodules=lambda name: [name]
    )
    monkeypatch.setitem(sys.modules, "PyInstaller", types.ModuleType("PyInstaller"))
    monkeypatch.setitem(sys.modules, "PyInstaller.utils", types.ModuleType("PyInstaller.utils"))
    monkeypatch.setitem(sys.modules, "PyInstaller.utils.hooks", hooks)
    monkeypatch.setattr(sys, "path", list(sys.path))
    (folder / "packaging").mkdir()
    (folder / "build").mkdir()
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    recipe = (PACKAGING / "haversack.spec").read_text(encoding="utf-8")
    given = {name: asking(played, name) for name in ("Analysis", "PYZ", "EXE", "COLLECT", "BUNDLE")}
    monkeypatch.setattr(sys, "platform", platform)
    exec(compile(recipe, "haversack.spec", "exec"), {"SPECPATH": str(folder / "packaging"), **given})  # noqa: S102 - our own
    monkeypatch.setattr(sys, "platform", "linux")
    return played


def asking(played: Played, what: str) -> Any:
    def ask(*given: Any, **named: Any) -> types.SimpleNamespace:
        played.asked.append((what, given, named))
        return types.SimpleNamespace(
            scripts=[(Path(each).stem, each, "PYSOURCE") for each in given[0]] if what == "Analysis" else [],
            binaries=[("cv2/cv2.pyd", "/site/cv2/cv2.pyd", "BINARY")], datas=named.get("datas", []), pure=[], what=what,
        )  # fmt: skip

    return ask


@pytest.mark.skipif(sys.platform != "linux", reason="plays the other systems on Linux")
@pytest.mark.parametrize("platform", SYSTEMS)
def test_the_recipe_makes_of_each_system_what_is_started_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str
):
    played = play(monkeypatch, tmp_path, platform)
    ((starts, *_), _named), *_ = played.of("Analysis")
    programs = {named["name"]: named["console"] for _given, named in played.of("EXE")}
    windowed = {} if platform == "linux" else {"haversack-window": False}
    assert programs == {"haversack": True} | windowed
    assert all((PACKAGING / "start" / Path(start).name).is_file() for start in starts)
    assert [given[1][0][0] for given, _named in played.of("EXE")] == [Path(start).stem for start in starts]
    assert len(played.of("BUNDLE")) == (platform == "darwin")
    assert not any(named.get("strip") for _what, _given, named in played.asked)


@pytest.mark.skipif(sys.platform != "linux", reason="plays the other systems on Linux")
@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_the_recipe_collects_nothing_of_linux_for_another_system(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, platform: str
):
    played = play(monkeypatch, tmp_path, platform)
    (_, named), *_ = played.of("Analysis")
    shipped = [source for source, _target in named["datas"] if source.startswith(str(tmp_path))]
    assert {Path(source).relative_to(tmp_path).parts[0] for source in shipped} <= {"resources", ".tools"}
    assert not [source for source in shipped if "ollama" in source or source.endswith(".so")]
    assert json.loads((tmp_path / "build" / "origins.json").read_text()) == {"cv2/cv2.pyd": "/site/cv2/cv2.pyd"}


def test_the_licence_of_each_package_is_known_that_any_system_packs():
    lock = (PACKAGING / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^([\w.-]+)==\S+(?: ; (.+?))? \\$", lock, re.MULTILINE)
    systems = [{"sys_platform": name, "os_name": "nt" if name == "win32" else "posix"} for name in SYSTEMS]
    packed = {canonicalize_name(name) for name, marker in pins
              if not marker or any(Marker(marker).evaluate(dict(system)) for system in systems)}  # fmt: skip
    assert packed - BUILD_TOOLS <= set(papers.third_party()["packages"])


@pytest.fixture
def frozen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A frozen program with a model and its own metadata alone, in a folder that is not named yet."""
    monkeypatch.setattr(papers, "system_parts", lambda _: [])
    monkeypatch.setattr(finishing, "DIST", tmp_path)
    inner = tmp_path / "inner"
    (inner / "resources" / "licences").mkdir(parents=True)
    (inner / "models" / "starter").mkdir(parents=True)
    (inner / "models" / "starter" / "model.gguf").write_bytes(b"weights")
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "9.9"\nlicense = "Apache-2.0"\n', encoding="utf-8")
    shutil.copytree(own_metadata(tmp_path).parent, inner / "haversack-9.9.dist-info")
    return inner


def test_what_is_packed_for_windows_gets_its_papers_a_policy_and_the_firewalls_rules(frozen: Path, tmp_path: Path):
    folder = tmp_path / "haversack"
    folder.mkdir()
    frozen.rename(folder / "_internal")
    (folder / "ollama.exe").write_bytes(b"MZ")
    finishing.windows(folder)
    bill = json.loads((folder / "_internal" / "resources" / "licences" / "sbom.cdx.json").read_text("utf-8"))
    assert {"ollama.exe", "starter/model.gguf"} <= {Path(part["name"]).as_posix() for part in bill["components"]}
    assert (folder / "policy.toml.sample").read_text("utf-8") == (ROOT / "docs" / "policy.toml").read_text("utf-8")
    assert "-Remove" in (folder / "block_network.ps1").read_text("utf-8")
    assert (tmp_path / f"haversack-{layout.version()}-windows.cdx.json").is_file()


def test_the_application_for_macos_opens_the_window_and_tells_its_version(frozen: Path, tmp_path: Path):
    inside = tmp_path / "Haversack.app" / "Contents"
    for name in ("MacOS", "Resources"):
        (inside / name).mkdir(parents=True)
    frozen.rename(inside / "Frameworks")
    (inside / "MacOS" / "ollama").write_bytes(b"engine")
    written = {
        "CFBundleExecutable": "haversack",
        "CFBundleIdentifier": "org.haversack.Haversack",
        "LSBackgroundOnly": True,
    }
    (inside / "Info.plist").write_bytes(plistlib.dumps(written))
    finishing.macos(inside.parent)
    entries = plistlib.loads((inside / "Info.plist").read_bytes())
    assert entries["CFBundleExecutable"] == "haversack-window"
    assert entries["CFBundleIdentifier"] == "org.haversack.Haversack"
    assert entries["LSBackgroundOnly"] is False
    assert entries["CFBundleShortVersionString"] == layout.version()
    assert (inside / "Resources" / "no_network.sb").is_file()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(("name", "largest"), [("haversack.ico", 256), ("haversack.icns", 1024)])
def test_the_icon_is_drawn_for_windows_and_macos(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, largest: int
):
    monkeypatch.setattr(sys, "argv", ["icons", str(tmp_path / name)])
    icons.main()
    with Image.open(tmp_path / name) as icon:
        assert max(icon.size) == largest
        assert icon.convert("RGBA").getchannel("A").getextrema() == (0, 255)


def test_every_action_of_the_workflow_is_pinned_and_reads_no_more_than_the_source():
    used = [step["uses"] for job in WORKFLOW["jobs"].values() for step in job["steps"] if "uses" in step]
    assert used
    assert all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action) for action in used)
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert all("latest" not in job["runs-on"] for job in WORKFLOW["jobs"].values())


def test_the_workflow_tries_out_what_it_made_on_every_system():
    told = {name: " ".join(step.get("run", "") for step in job["steps"]) for name, job in WORKFLOW["jobs"].items()}
    assert "make test-package" in told["linux"]
    assert "haversack.exe self-test" in told["windows"]
    assert '"$program" self-test' in told["macos"]


def test_the_installer_for_windows_says_what_it_is(tmp_path: Path):
    if not shutil.which("makensis"):
        pytest.skip("makensis is not installed")
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "haversack.exe").write_bytes(b"program")
    given = ["-DVERSION=1.2.3", f"-DTREE={tmp_path / 'tree'}", f"-DOUTPUT={tmp_path / 'haversack-setup.exe'}"]
    subprocess.run(["makensis", "-V1", "-WX", *given, PACKAGING / "windows" / "haversack.nsi"], check=True)
    made = (tmp_path / "haversack-setup.exe").read_bytes()
    assert "The Haversack project".encode("utf-16-le") in made
    assert "1.2.3".encode("utf-16-le") in made
    assert b"longPathAware" in made
    assert b"asInvoker" in made


@pytest.mark.skipif(not shutil.which("desktop-file-validate"), reason="desktop-file-utils is not installed")
def test_the_menu_entry_is_one_by_the_standard():
    entry = PACKAGING / "linux" / "haversack.desktop"
    assert subprocess.run(["desktop-file-validate", entry], capture_output=True, check=True).stdout == b""


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="appstream is not installed")
def test_the_store_entry_is_one_by_the_standard():
    entry = PACKAGING / "linux" / "org.haversack.Haversack.metainfo.xml"
    subprocess.run(["appstreamcli", "validate", "--no-net", entry], capture_output=True, check=True)
