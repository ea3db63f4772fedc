"""What the package is made of, as far as it shows without making one; `make test-package` tries out the real one."""

from __future__ import annotations

import base64
import configparser
import hashlib
import json
import mimetypes
import plistlib
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from assistant.cli.app import app
from assistant.documents.kinds import supported_suffixes
from setup.package import freezing, layout, linux, opencv, papers, system_libraries
from setup.package.manual import manual
from setup.package.metadata import carried_parts, metadata_files, own_metadata, plain_name
from setup.package.system_libraries import SystemPart

PACKAGING = Path(__file__).resolve().parent.parent.parent / "packaging"
SEED = bytes(range(32))

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="these are Linux's files")


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of one small file."""
    for module in (layout, freezing, linux):
        for name, folder in (("STAGE", "stage"), ("DIST", "dist"), ("WORK", "work")):
            if hasattr(module, name):
                monkeypatch.setattr(module, name, tmp_path / folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    program = tmp_path / "stage" / "opt" / "haversack"
    program.mkdir(parents=True)
    (program / "haversack").write_text("#!/bin/sh\necho here\n", encoding="utf-8")
    (program / "haversack").chmod(0o700)
    (program / "haversack-window").symlink_to("haversack")
    applications = tmp_path / "stage" / "usr" / "share" / "applications"
    applications.mkdir(parents=True)
    (applications / "haversack.desktop").write_text((PACKAGING / "linux" / "haversack.desktop").read_text("utf-8"))
    (tmp_path / "dist").mkdir()
    (tmp_path / "work").mkdir()
    freezing.settle()
    return tmp_path


@linux_only
def test_the_self_extracting_file_installs_for_one_user_and_goes_without_a_trace(stage: Path):
    installer, home = linux.self_extracting(linux.tarball()), stage / "a home of $5"
    home.mkdir()
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
    subprocess.run(["sh", installer], env=environment, check=True, capture_output=True)
    said = subprocess.run([home / ".local/bin/haversack"], capture_output=True, text=True, check=True).stdout
    entry = (home / ".local/share/applications/haversack.desktop").read_text("utf-8")
    assert said == "here\n"
    quoted = str(home).replace("$", r"\\$")
    assert f'Exec="{quoted}/.local/opt/haversack/haversack-window" %F' in entry
    subprocess.run(["sh", home / ".local/opt/haversack/uninstall.sh"], env=environment, check=True, capture_output=True)
    assert [path for path in home.rglob("*") if not path.is_dir()] == []


@linux_only
def test_a_damaged_self_extracting_file_installs_nothing(stage: Path):
    installer = linux.self_extracting(linux.tarball())
    installer.write_bytes(installer.read_bytes()[:-20])
    (stage / "home").mkdir()
    done = subprocess.run(["sh", installer], env={"HOME": str(stage / "home"), "PATH": "/usr/bin:/bin"},
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert list((stage / "home").iterdir()) == []


@linux_only
def test_a_disk_that_is_too_small_is_told_before_anything_is_made(stage: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(linux, "_kilobytes", lambda: 10**12)
    installer = linux.self_extracting(linux.tarball())
    (stage / "home").mkdir()
    done = subprocess.run(["sh", installer], env={"HOME": str(stage / "home"), "PATH": "/usr/bin:/bin"},
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 1
    assert "976562501 MB are needed" in done.stderr
    assert list((stage / "home").iterdir()) == []


@linux_only
def test_the_same_files_make_the_same_packages(stage: Path):
    def made() -> list[str]:
        freezing.settle()
        return [hashlib.sha256(path.read_bytes()).hexdigest() for path in (linux.tarball(), linux.deb())]

    first = made()
    (stage / "stage" / "opt" / "haversack" / "haversack").touch()
    assert made() == first


@linux_only
@pytest.mark.usefixtures("stage")
def test_the_debian_package_says_what_it_needs():
    told = subprocess.run(["dpkg-deb", "--info", linux.deb()], capture_output=True, text=True, check=True).stdout
    assert "libxcb-cursor0" in told
    assert f"Version: {layout.version()}" in told


def test_the_manual_page_names_every_command():
    page = manual().replace("\\-", "-")
    for command in app.registered_commands:
        name = command.name or (command.callback.__name__.replace("_", "-") if command.callback else "")
        assert f".B haversack {name}\n" in page


def test_the_menu_entry_opens_files_in_the_window():
    entry = configparser.RawConfigParser(strict=True)
    entry.read(PACKAGING / "linux" / "haversack.desktop", encoding="utf-8")
    assert entry["Desktop Entry"]["exec"] == "haversack-window %F"
    offered = set(entry["Desktop Entry"]["mimetype"].rstrip(";").split(";"))
    known = {mimetypes.guess_type(f"a{suffix}")[0] for suffix in supported_suffixes()}
    assert offered - known <= {"application/vnd.ms-outlook", "text/markdown"}  # Python's own list lacks these
    assert {"application/pdf", "message/rfc822", "text/plain", "image/tiff"} <= offered
    assert {".msg", ".md"} <= set(supported_suffixes())


def test_the_store_entry_leads_to_the_menu_entry():
    tree = ET.parse(PACKAGING / "linux" / "org.haversack.Haversack.metainfo.xml")  # noqa: S314 - our own file
    assert tree.findtext("launchable") == "haversack.desktop"
    assert tree.findtext("project_license") == "Apache-2.0"


def test_the_recipe_leaves_out_what_is_not_called_and_never_strips():
    recipe = (PACKAGING / "haversack.spec").read_text(encoding="utf-8")
    compile(recipe, "haversack.spec", "exec")
    assert "metadata.LEFT_OUT" in recipe
    assert '"readline"' in recipe
    assert "strip=True" not in recipe


def test_everything_that_is_packed_is_pinned_by_hash():
    lock = (PACKAGING / "requirements.lock").read_text(encoding="utf-8")
    pins = [line for line in lock.splitlines() if line and not line.startswith((" ", "#"))]
    assert all("==" in pin and pin.endswith("\\") for pin in pins)
    assert any(pin.startswith("pyinstaller==") for pin in pins)
    assert "://" not in lock


def test_a_signature_holds_for_its_file_and_for_no_other():
    content = b"abc  haversack.deb\n"
    lines = papers.minisign(content, SEED, "Haversack 1").splitlines()
    packed, whole = base64.b64decode(lines[1]), base64.b64decode(lines[3])
    public = base64.b64decode(papers.public_key(SEED).splitlines()[1])
    key = Ed25519PublicKey.from_public_bytes(public[10:])
    assert (packed[:2], packed[2:10]) == (b"ED", public[2:10])
    key.verify(packed[10:], hashlib.blake2b(content).digest())
    key.verify(whole, packed[10:] + b"Haversack 1")


def test_minisign_itself_accepts_the_signature_and_refuses_a_changed_file(tmp_path: Path):
    if not shutil.which("minisign"):
        pytest.skip("minisign is not installed")
    sums = tmp_path / "SHA256SUMS"
    sums.write_bytes(b"abc  haversack.deb\n")
    (tmp_path / "SHA256SUMS.minisig").write_text(papers.minisign(sums.read_bytes(), SEED, "Haversack 1"))
    (tmp_path / "haversack.pub").write_text(papers.public_key(SEED))
    check: list[str | Path] = ["minisign", "-V", "-p", tmp_path / "haversack.pub", "-m", sums]
    said = subprocess.run(check, capture_output=True, text=True, check=True).stdout
    sums.write_bytes(b"abd  haversack.deb\n")
    assert "Trusted comment: Haversack 1" in said
    assert subprocess.run(check, capture_output=True, check=False).returncode != 0


def test_opencv_is_pinned_with_the_hashes_of_its_files():
    pin = opencv.pinned((PACKAGING / "requirements.lock").read_text(encoding="utf-8"))
    first, *rest = pin.strip().splitlines()
    assert first.startswith("opencv-python-headless==")
    assert rest
    assert all(re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?", line) for line in rest)
    with pytest.raises(ValueError, match="not in the lock"):
        opencv.pinned("numpy==2 \\\n    --hash=sha256:0\n")


def test_the_bill_of_materials_names_parts_licences_and_checksums(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    (tmp_path / "model").write_bytes(b"weights")
    monkeypatch.setattr(papers, "shipped_parts", lambda _: [metadata.distribution("chromadb")])
    monkeypatch.setattr(papers, "system_parts", lambda _: [SystemPart("libglib2.0-0", "2.74", "its terms")])
    bill = json.loads(papers.bill_of_materials(tmp_path, {"starter/model": tmp_path / "model"}))
    python, library, system, model = bill["components"]
    assert python["purl"].startswith("pkg:generic/cpython@3.")
    assert library["purl"].startswith("pkg:pypi/chromadb@")
    assert library["licenses"] == [{"expression": "Apache-2.0"}]
    assert system["licenses"] == [{"expression": "LGPL-2.1-or-later"}]
    assert model["hashes"] == [{"alg": "SHA-256", "content": hashlib.sha256(b"weights").hexdigest()}]


def test_a_part_ships_where_one_of_its_modules_or_files_is_carried():
    names = {plain_name(part) for part in carried_parts({"typer.main", "lxml/etree.so"})}
    assert names == {"typer"}


def test_the_bill_of_materials_names_just_what_lies_in_the_frozen_tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for file, folder in metadata_files(with_a_project(tmp_path), {"typer.main", "rich.text"}):
        target = tmp_path / "inner" / folder / Path(file).name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    monkeypatch.setattr(papers, "system_parts", lambda _: [])
    bill = json.loads(papers.bill_of_materials(tmp_path / "inner", {}))
    told = {component["name"] for component in bill["components"]}
    lying = {folder.name.partition("-")[0] for folder in (tmp_path / "inner").glob("*.dist-info")}
    assert lying == {"haversack", "typer", "rich"}
    assert told == {"cpython", "typer", "rich"}


def with_a_project(folder: Path) -> Path:
    (folder / "pyproject.toml").write_text('[project]\nversion = "9.9"\nlicense = "Apache-2.0"\n', encoding="utf-8")
    return folder


@linux_only
def test_a_library_of_the_system_is_traced_to_its_package_with_its_licence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    library = next(Path("/usr/lib").glob("*/libexpat.so.1"), None) or pytest.skip("libexpat is not installed")
    (tmp_path / "libexpat.so.1").write_bytes(b"")
    origins = {"libexpat.so.1": str(library), "libgone.so.1": "/usr/lib/libgone.so.1", "numpy/core.so": "/home/core.so"}
    (tmp_path / "origins.json").write_text(json.dumps(origins))
    monkeypatch.setattr(system_libraries, "ORIGINS", tmp_path / "origins.json")
    (part,) = system_libraries.system_parts(tmp_path)
    assert part.name == "libexpat1"
    assert part.version.startswith("2.")
    assert "Permission is hereby granted" in part.terms


def test_a_part_without_a_licence_text_of_its_own_is_covered_by_a_kept_one():
    kept = {path.name for path in (papers.LICENCES / "texts").iterdir()}
    assert kept >= {"Apache-2.0.txt", "Ollama-MIT.txt", "llama.cpp-MIT.txt", "LGPL-3.0.txt"}


def test_the_packaged_program_knows_its_version(tmp_path: Path):
    with_a_project(tmp_path)
    assert "Version: 9.9\n" in own_metadata(tmp_path).read_text(encoding="utf-8")


def test_the_installer_for_windows_compiles_over_a_small_tree(tmp_path: Path):
    if not shutil.which("makensis"):
        pytest.skip("makensis is not installed")
    (tmp_path / "tree" / "_internal").mkdir(parents=True)
    (tmp_path / "tree" / "_internal" / "part.dll").write_bytes(b"part")
    (tmp_path / "tree" / "haversack.exe").write_bytes(b"program")
    target = tmp_path / "haversack-setup.exe"
    given = ["-DVERSION=0.1.0", f"-DTREE={tmp_path / 'tree'}", f"-DOUTPUT={target}"]
    subprocess.run(["makensis", "-V1", "-WX", *given, PACKAGING / "windows" / "haversack.nsi"], check=True)
    assert target.read_bytes()[:2] == b"MZ"


def test_the_workflow_for_windows_and_macos_names_only_what_exists():
    workflow = yaml.safe_load((PACKAGING / "ci" / "installers.yml").read_text(encoding="utf-8"))
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    told = " ".join(step.get("run", "") for step in steps).replace("\\", "/")
    named = {Path(word) for word in re.findall(r"\bpackaging/[\w./]+", told)}
    modules = {Path(word.replace(".", "/") + ".py") for word in re.findall(r"-m (setup[\w.]+)", told)}
    assert {"linux", "windows", "macos"} == set(workflow["jobs"])
    assert named
    assert modules
    assert [path for path in named | modules if not (PACKAGING.parent / path).is_file()] == []


def test_removing_on_windows_touches_only_what_was_installed():
    script = (PACKAGING / "windows" / "haversack.nsi").read_text(encoding="utf-8")
    assert "RequestExecutionLevel user" in script
    assert "ManifestLongPathAware true" in script
    assert 'RMDir /r "$INSTDIR"' not in script
    assert "APPDATA\\haversack" not in script


def test_macos_keeps_the_hardened_runtime_and_asks_for_no_network():
    granted = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert not [name for name in granted if "network" in name or "disable-library-validation" in name]
    assert "--options runtime" in (PACKAGING / "macos" / "build.sh").read_text(encoding="utf-8")
    assert "(deny network*)" in (PACKAGING / "macos" / "no_network.sb").read_text(encoding="utf-8")


@linux_only
@pytest.mark.parametrize("script", sorted(PACKAGING.rglob("*.sh")), ids=lambda path: path.name)
def test_a_script_is_one_that_a_plain_shell_understands(script: Path):
    subprocess.run(["sh", "-n", script], check=True)
