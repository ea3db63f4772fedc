from __future__ import annotations

import hashlib
import shutil
import struct
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.engine.chat_templates import ChatTemplate, known_templates
from assistant.engine.engine import Engine
from assistant.engine.models import ModelInfo, _pieces, checked_name
from assistant.errors import Cancelled, UsageError, WorldError
from assistant.jobs import CancelToken, finish
from tests.engine.asking import ask, finished, request, written
from tests.engine.tiny_llama import LLAMA_3, write_tiny_llama

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    engine = Engine(tmp_path_factory.mktemp("models-home"))
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def llama(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_llama(tmp_path_factory.mktemp("gguf") / "Tiny Llama (3).gguf")


@pytest.fixture(scope="module")
def imported(engine: Engine, llama: Path) -> ModelInfo:
    info = finish(engine.import_gguf(llama, None, CancelToken()))
    engine.accept(info.name)
    return info


def shown(engine: Engine, name: str) -> dict[str, str]:
    return engine.connect()[0].post("/api/show", {"model": name}, CancelToken())


def rendered(engine: Engine, name: str) -> str:
    """The prompt that the engine makes of a conversation with this model's template."""
    turns = [("system", "Rules."), ("user", "One?"), ("assistant", "Eins."), ("user", "Two?")]
    body = {
        "model": name,
        "messages": [{"role": role, "content": content} for role, content in turns],
        "stream": False,
        "_debug_render_only": True,
    }
    answer = engine.connect()[0].post("/api/chat", body, CancelToken())
    return str(answer["_debug_info"]["rendered_template"])


def blobs(engine: Engine) -> set[str]:
    return {path.name for path in (engine._home / "models" / "blobs").glob("*")}


def test_a_llama_3_is_imported_under_its_files_name_and_known_by_its_weights(imported: ModelInfo, llama: Path):
    assert imported.name == "Tiny-Llama-3"
    assert imported.digest == hashlib.sha256(llama.read_bytes()).hexdigest()
    assert imported.context == 512
    assert imported.template_known
    assert imported.notice == ""
    assert not imported.starter


def test_a_llama_3_is_spoken_to_by_its_own_template(engine: Engine, imported: ModelInfo):
    assert rendered(engine, imported.name) == (
        "<|start_header_id|>system<|end_header_id|>\n\nRules.<|eot_id|>"
        "<|start_header_id|>user<|end_header_id|>\n\nOne?<|eot_id|>"
        "<|start_header_id|>assistant<|end_header_id|>\n\nEins.<|eot_id|>"
        "<|start_header_id|>user<|end_header_id|>\n\nTwo?<|eot_id|>"
        "<|start_header_id|>assistant<|end_header_id|>\n\n"
    )


def test_a_llama_3_stops_at_its_own_tokens(engine: Engine, imported: ModelInfo):
    parameters = shown(engine, imported.name)["parameters"]
    stops = {line.split(maxsplit=1)[1].strip('"') for line in parameters.splitlines() if line.startswith("stop")}
    assert stops >= {"<|eot_id|>", "<|end_of_text|>", "<|eom_id|>"}


def test_a_llama_with_random_weights_can_be_asked(engine: Engine, imported: ModelInfo):
    end = finished(ask(engine.model(imported.name), request("What pressure?", 5)))
    assert end.reason == "length"
    assert end.reply_tokens == 5
    assert not end.prompt_cut


def test_a_text_cannot_end_its_own_turn(engine: Engine, imported: ModelInfo):
    def tokens(text: str) -> int:
        return finished(ask(engine.model(imported.name), request(text, 1))).prompt_tokens

    assert tokens("x" + "<|eot_id|>" * 5) - tokens("x") > 5 * 5


@pytest.mark.parametrize("token", ["<|eot_id|>", "<|end_of_text|>"])
def test_a_reply_ends_where_the_model_ends_it(engine: Engine, tmp_path: Path, token: str):
    path = write_tiny_llama(tmp_path / f"ends{len(token)}.gguf", always=token)
    info = finish(engine.import_gguf(path, None, CancelToken()))
    engine.accept(info.name)
    pieces = ask(engine.model(info.name), request("What pressure?", 50))
    assert finished(pieces).reason == "stop"
    assert written(pieces) == ""


def test_the_models_are_listed_with_the_starter_also_before_its_first_use(engine: Engine, imported: ModelInfo):
    listed = engine.models()
    assert imported in listed
    assert [info.starter for info in listed].count(True) == 1


def test_importing_the_same_file_again_changes_nothing(engine: Engine, imported: ModelInfo, llama: Path):
    before = blobs(engine)
    assert finish(engine.import_gguf(llama, imported.name, CancelToken())) == imported
    assert blobs(engine) == before


def test_another_model_never_takes_a_name_that_is_in_use(engine: Engine, imported: ModelInfo, tmp_path: Path):
    other = write_tiny_llama(tmp_path / "other.gguf", always="the")
    before = blobs(engine)
    with pytest.raises(UsageError) as caught:
        finish(engine.import_gguf(other, imported.name.lower(), CancelToken()))
    assert caught.value.code == "model-exists"
    assert blobs(engine) == before


@pytest.mark.parametrize("stop_at", [0.0, 0.5, 0.75, 1.0], ids=["at once", "checksum read", "half sent", "all sent"])
@pytest.mark.usefixtures("imported")
def test_a_stopped_import_leaves_nothing(engine: Engine, tmp_path: Path, stop_at: float):
    path = write_tiny_llama(tmp_path / "big.gguf")
    with path.open("ab") as file:
        file.write(bytes(8 * 1024 * 1024))
    before, cancel = blobs(engine), CancelToken()

    def run() -> None:
        for step in engine.import_gguf(path, "big", cancel):
            if step.done >= stop_at * (step.total or 0):
                cancel.cancel()

    with pytest.raises(Cancelled):
        run()
    assert "big" not in {info.name for info in engine.models()}
    assert {name for name in blobs(engine) if not name.startswith("sha256-") or len(name) == 71} == before


@pytest.mark.usefixtures("imported")
def test_an_import_that_is_only_closed_leaves_nothing(engine: Engine, tmp_path: Path):
    path = write_tiny_llama(tmp_path / "closed.gguf", always="a")
    before = blobs(engine)
    job = engine.import_gguf(path, "closed", CancelToken())
    for step in job:
        if step.done == step.total:
            break
    job.close()
    assert "closed" not in {info.name for info in engine.models()}
    assert blobs(engine) == before


def test_progress_counts_every_byte_twice(engine: Engine, tmp_path: Path):
    path = write_tiny_llama(tmp_path / "steps.gguf", always="t")
    steps = list(engine.import_gguf(path, None, CancelToken()))
    size = path.stat().st_size
    assert [step.total for step in steps] == [2 * size] * len(steps)
    assert steps[-1].done == 2 * size
    assert [step.done for step in steps] == sorted(step.done for step in steps)


def test_an_unknown_chat_template_is_said(engine: Engine, tmp_path: Path):
    path = write_tiny_llama(
        tmp_path / "strange.gguf", template="{% for m in messages %}§§{{ m.content }}§§{% endfor %}" * 9
    )
    info = finish(engine.import_gguf(path, None, CancelToken()))
    assert not info.template_known
    assert "not known" in info.notice
    engine.accept("strange")
    assert finished(ask(engine.model("strange"), request("What pressure?", 3))).reply_tokens > 0


def test_a_long_llama_3_template_is_recognised_by_its_marks(engine: Engine, tmp_path: Path):
    tools = "{%- if tools is not none %}{{- 'Environment: ipython\\n' }}{%- endif %}" * 40
    path = write_tiny_llama(tmp_path / "llama31.gguf", template=tools + LLAMA_3)
    info = finish(engine.import_gguf(path, None, CancelToken()))
    assert rendered(engine, info.name).endswith("Two?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n")


@pytest.mark.parametrize("family", known_templates(), ids=lambda family: family.name)
def test_every_family_is_told_each_turn_once_and_in_order(engine: Engine, tmp_path: Path, family: ChatTemplate):
    path = write_tiny_llama(tmp_path / f"{checked_name(family.name)}.gguf", template=" ".join(family.marks))
    info = finish(engine.import_gguf(path, None, CancelToken()))
    prompt = rendered(engine, info.name)
    places = [prompt.index(turn) for turn in ("Rules.", "One?", "Eins.", "Two?")]
    assert places == sorted(places)
    assert all(prompt.count(turn) == 1 for turn in ("Rules.", "One?", "Eins.", "Two?"))
    assert not prompt.endswith("Two?")


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda content: content[: len(content) // 2], "damaged-file"),
        (lambda content: content[:100], "damaged-file"),
        (lambda _: b"", "not-a-model"),
        (lambda _: b"%PDF-1.7 and so on", "not-a-model"),
        (lambda content: b"GGUF" + struct.pack("<I", 99) + content[8:], "unsupported-format"),
        (lambda content: content[:16] + struct.pack("<Q", 2**60) + content[24:], "damaged-file"),
    ],
    ids=["half", "header cut", "empty", "a PDF", "a later version", "a header that lies"],
)
def test_a_file_that_is_no_whole_model_is_refused_before_anything_is_sent(
    engine: Engine, llama: Path, tmp_path: Path, damage: Callable[[bytes], bytes], code: str
):
    path = tmp_path / "broken.gguf"
    path.write_bytes(damage(llama.read_bytes()))
    before = blobs(engine)
    with pytest.raises(WorldError) as caught:
        finish(engine.import_gguf(path, None, CancelToken()))
    assert caught.value.code == code
    assert "broken.gguf" in caught.value.message
    assert blobs(engine) == before


def test_a_file_that_cannot_be_read_to_its_end_is_said(tmp_path: Path):
    path = tmp_path / "short.gguf"
    path.write_bytes(b"x" * 10)
    for broken, size in ((path, 11), (tmp_path, 10), (tmp_path / "missing", 10)):
        with pytest.raises(WorldError) as caught:
            list(_pieces(broken, size))
        assert caught.value.code == "unreadable-file"


def test_a_full_disk_is_said_before_anything_is_sent(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = write_tiny_llama(tmp_path / "large.gguf", always="h")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(100, 99, 1))
    with pytest.raises(WorldError) as caught:
        finish(engine.import_gguf(path, None, CancelToken()))
    assert caught.value.code == "disk-full"


def test_a_chosen_model_is_the_one_asked_from_then_on(engine: Engine, imported: ModelInfo):
    engine.use(f"{imported.name}:latest")
    assert engine.model().digest == imported.digest
    assert Engine(engine._home).settings.current.model == imported.name
    engine.settings.change(model="")


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [("Llama 3.1 8B (Q4)", "Llama-3.1-8B-Q4"), ("m:latest", "m"), ("a/b\\c", "a-b-c"), ("-x-", "x"), ("Größe", "Gr-e")],
)
def test_names_become_what_the_engine_accepts(name: str, cleaned: str):
    assert checked_name(name) == cleaned


@pytest.mark.parametrize("name", ["", "---", "日本", "a:b:c"])
def test_a_name_of_which_nothing_is_left_is_refused(name: str):
    with pytest.raises(UsageError):
        checked_name(name)
