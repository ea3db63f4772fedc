"""A library as the first program made it: schema 1, with a document that is found by words and by meaning."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

from assistant.documents.model import Head
from assistant.library.embedder import Embedder
from assistant.library.originals import OriginalFiles
from assistant.library.passages.cutting import RULES, Draft
from assistant.library.records import LibraryInfo
from assistant.library.store.connection import Key, connect
from assistant.library.store.meta import set_meta
from assistant.library.store.schema import migrate, migrations
from assistant.library.vectors.blocks import Block, write_block
from assistant.library.writing import Content, Stamp, insert_document, set_path, set_status
from tests.library.embedders import WordEmbedder
from tests.library.work import page_of

TEXT = "The grebe valve is opened on Thursdays."
SHA256 = sha256(TEXT.encode()).hexdigest()


def make_first_store(path: Path, key: Key | None = None, embedder: Embedder | None = None) -> None:
    """Write a file of schema 1 with the document, a tag on it and a conversation; words are its vectors unless told."""
    embedder = embedder or WordEmbedder()
    identity = {"name": embedder.name, "digest": embedder.digest, "dimension": embedder.dimension, "rules": RULES}
    draft = Draft(1, 0, len(TEXT), "", boilerplate=False)
    content = Content(SHA256, len(TEXT), ".txt", "valve", Head("text"), [page_of(TEXT)], [draft], f"{RULES} 1")
    connection = connect(path, key)
    connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    migrate(connection, path, {1: migrations()[1]})
    connection.execute("PRAGMA journal_mode = WAL").fetchall()
    connection.execute("BEGIN IMMEDIATE")
    document, first = insert_document(connection, content)
    set_path(connection, b"/desk/valve.txt", document, None, Stamp(len(TEXT), 1, 1, 1, 1))
    write_block(connection, Block(first, document, embedder.passages([TEXT])))
    set_status(connection, document, "indexed")
    set_meta(connection, "embedder", json.dumps(identity))
    connection.execute("INSERT INTO tags VALUES (?, 'pumps')", (document,))
    connection.execute("INSERT INTO conversations (title, started) VALUES ('When is it opened?', '2024-05-01')")
    connection.execute("COMMIT")
    connection.close()


def make_first_library(info: LibraryInfo, embedder: Embedder | None = None) -> None:
    """Fill the folder of a new library."""
    make_first_store(info.folder / "library.db", embedder=embedder)
    originals = OriginalFiles(info.folder / "originals")
    place = originals.new_place("valve.txt")
    place.write_bytes(TEXT.encode())
    originals.keep(place, SHA256, ".txt")
    originals.discard(place)
