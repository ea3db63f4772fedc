from __future__ import annotations

from pathlib import Path

from tests.commands import haversack

QUESTION = "How often is the shaft seal replaced?"


def test_an_extractive_answer_needs_no_model(home: Path):
    done = haversack("ask", QUESTION, "--extractive", "--json", home=home)
    assert done.code == 0
    assert done.json["model"] == ""
    assert done.json["claims"][0]["status"] == "supported"
    assert done.json["claims"][0]["citations"][0]["page"] == 1
    assert done.json["timings"]["first_token_s"] is None


def test_a_question_is_limited_to_a_folder_a_tag_or_a_date(home: Path, texts: Path):
    assert haversack("tag", "add", "pumps", texts / "pump.txt", home=home).code == 0
    assert haversack("search", QUESTION, "--since", "2999", "--json", home=home).json["error"]["code"] == "empty-scope"
    found = haversack("search", QUESTION, "--tag", "pumps", "--json", home=home).json["evidence"]
    assert {Path(each["path"]).name for each in found} == {"pump.txt"}
    for limit in (("--folder", texts), ("--tag", "pumps"), ("--document", texts / "pump.txt")):
        done = haversack("ask", QUESTION, "--extractive", "--json", *limit, home=home)
        assert done.code == 0, done.stderr
        assert done.json["coverage"]["documents"] == (2 if limit[0] == "--folder" else 1)
    none = haversack("ask", QUESTION, "--extractive", "--json", "--since", "2999", home=home)
    assert (none.code, none.json["error"]["code"]) == (1, "empty-scope")


def test_a_sweep_says_beforehand_what_it_reads(home: Path):
    done = haversack("ask", "list all seals", "--sweep", home=home)
    assert done.stderr.startswith("Reading all 2 pages of 2 documents, about 1 s")


def test_a_question_about_everything_is_told_of_the_sweep(tmp_path: Path):
    many = tmp_path / "many"
    many.mkdir()
    for number in range(12):
        (many / f"log {number}.txt").write_text(f"On day {number} the seal was dry and cold.", encoding="utf-8")
    own = tmp_path / "home"
    assert haversack("add", many, home=own).code == 0
    done = haversack("ask", "How many seals were dry?", "--extractive", home=own)
    assert "--sweep reads all 12 pages, in about 1 s." in done.stderr


def test_a_sweep_counts_over_every_page(home: Path):
    done = haversack("ask", "list all seals", "--sweep", "--json", home=home)
    assert done.code == 0
    assert done.json["coverage"]["documents"] == 2
    assert "read: 2 pages" in done.json["answer"]


def test_a_conversation_is_kept_shown_renamed_and_deleted(home: Path):
    for question in (QUESTION, "Why?"):
        assert haversack("ask", question, "--extractive", "--conversation", "Seals", home=home).code == 0
    shown = haversack("conversations", "show", "Seals", "--json", home=home).json
    assert [turn["question"] for turn in shown["turns"]] == [QUESTION, "Why?"]
    assert shown["turns"][1]["answer"]["question"] == f"{QUESTION} Why?"
    assert haversack("export", "Seals", "--out", home / "seals.docx", home=home).code == 0
    assert (home / "seals.docx").read_bytes()[:2] == b"PK"
    whole = haversack("conversations", "go-on", "Seals", "--json", home=home)
    assert (whole.code, whole.json["error"]["code"]) == (1, "not-cut")
    assert haversack("conversations", "rename", "Seals", "Shaft", home=home).code == 0
    listed = haversack("conversations", "list", "--json", home=home).json["conversations"]
    assert [(record["title"], record["turns"]) for record in listed] == [("Shaft", 2)]
    assert haversack("conversations", "delete", "Shaft", home=home).code == 0
    gone = haversack("conversations", "show", "Shaft", "--json", home=home)
    assert (gone.code, gone.json["error"]["code"]) == (1, "unknown-conversation")


def test_a_text_is_checked_against_documents(home: Path, texts: Path, tmp_path: Path):
    draft = tmp_path / "draft.txt"
    draft.write_text("The shaft seal is replaced every 1,500 operating hours. It costs 77 euros.", encoding="utf-8")
    done = haversack("check", draft, "--evidence", texts / "pump.txt", "--json", home=home)
    assert done.code == 0
    first, second = done.json["claims"]
    assert first["status"] == "supported"
    assert first["quotes"][0]["page"] == 1
    assert second["missing"] == ["77 euros"]
