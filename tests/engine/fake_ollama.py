"""A server on a real socket that answers as Ollama does, or as it does on a bad day."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Handle = Callable[["Exchange"], None]


class Exchange(BaseHTTPRequestHandler):
    """One request, answered by what the test put into `server.chat`, or as an engine with two models would."""

    server: FakeOllama
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        models = [{"name": name, "digest": f"m-{name}", "size": size} for name, size in self.server.models.items()]
        self.answer(200, {"models": models} if self.path == "/api/tags" else {"version": "0.24.0"})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or b"{}")
        self.server.requests.append((self.path, body))
        if self.path == "/api/show":
            self.answer(200, shown(body["model"]))
        else:
            self.server.handle(self)

    def answer(self, status: int, body: object, kind: str = "application/json") -> None:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def lines(self, *answers: object, whole: bool = True) -> None:
        """Stream JSON lines as Ollama does, in chunks; a reply that is not whole ends in the middle."""
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for answer in answers:
            line = json.dumps(answer).encode() + b"\n"
            self.wfile.write(b"%x\r\n%s\r\n" % (len(line), line))
            self.wfile.flush()
        if whole:
            self.wfile.write(b"0\r\n\r\n")
        else:
            self.close_connection = True

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


class FakeOllama(ThreadingHTTPServer):
    """Records every request; `handle` answers what asks a model."""

    daemon_threads = False

    def __init__(self, handle: Handle) -> None:
        super().__init__(("127.0.0.1", 0), Exchange)
        self.handle = handle
        self.requests: list[tuple[str, dict[str, Any]]] = []
        self.connections = 0
        self.models = {"m:latest": 2_000, "small:latest": 1_000}

    def verify_request(self, request: object, client_address: object) -> bool:
        self.connections += 1
        return True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def asked(self, path: str) -> list[dict[str, Any]]:
        return [body for where, body in self.requests if where == path]


@contextmanager
def serving(handle: Handle) -> Iterator[FakeOllama]:
    """Run a server for the length of a block."""
    server = FakeOllama(handle)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def shown(model: str) -> dict[str, Any]:
    letter = "a" if model.startswith("m") else "b"
    return {
        "modelfile": f"FROM /models/blobs/sha256-{letter * 64}\n",
        "template": "{{ .Messages }}",
        "capabilities": ["completion"],
        "model_info": {
            "general.architecture": "llama",
            "general.parameter_count": 8_000_000_000,
            "llama.context_length": 4096,
        },
    }


def piece(text: str = "", **more: object) -> dict[str, Any]:
    """One line of a streamed reply."""
    return {"message": {"role": "assistant", "content": text} | more, "done": False}


def end(reason: str = "stop", prompt: int = 60, reply: int = 3, seconds: float = 1.0) -> dict[str, Any]:
    """The last line of a streamed reply."""
    return {
        "message": {"role": "assistant", "content": ""},
        "done": True,
        "done_reason": reason,
        "prompt_eval_count": prompt,
        "prompt_eval_duration": int(seconds * 1e9),
        "eval_count": reply,
        "eval_duration": int(1e8),
    }
